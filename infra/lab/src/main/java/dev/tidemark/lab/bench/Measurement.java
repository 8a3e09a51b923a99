package dev.tidemark.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.training.Parent;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Program that trains one network for a while and prints how fast that was. It is a process of its
 * own for each measurement, since TensorFlow's threads belong to the first session of a process and
 * since a process has one peak of memory.
 */
public final class Measurement {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was measured.
   *
   * @param eventsPerSecond interactions predicted and learnt from a second
   * @param peakMemoryMiB most memory that the process held, Java's heap included
   */
  record Speed(double eventsPerSecond, double peakMemoryMiB) {}

  /**
   * How long is measured: until both so many steps and so many seconds are over.
   *
   * @param warmUp steps before, which are not measured
   */
  private record Pace(int warmUp, int steps, int seconds) {}

  private Measurement() {}

  /**
   * @param arguments the network, whether the pace is quick, and the setting as JSON
   */
  public static void main(String[] arguments) throws IOException {
    Parent.endWith(System.getenv());
    Network network = Network.valueOf(arguments[0]);
    // Quick is enough to see that everything works; its figures mean nothing.
    Pace pace = Boolean.parseBoolean(arguments[1]) ? new Pace(1, 2, 0) : new Pace(3, 10, 8);
    Setting setting = JSON.readValue(arguments[2], Setting.class);
    SyntheticData data = new SyntheticData(setting);
    try (Step step = step(network, setting, data)) {
      double eventsPerSecond = eventsPerSecond(step, data, pace);
      System.out.println(JSON.writeValueAsString(new Speed(eventsPerSecond, peakMemoryMiB())));
    }
  }

  private static Step step(Network network, Setting setting, SyntheticData data) {
    return network == Network.PLAIN
        ? new PlainStep(setting, data)
        : new TidemarkStep(
            network, setting, data, Compute.ofThisMachine(Device.CPU, setting.precision()));
  }

  private static double eventsPerSecond(Step step, SyntheticData data, Pace pace) {
    long number = 0;
    while (number < pace.warmUp()) {
      step.run(data.nextBatch(), ++number);
    }
    long events = 0;
    long steps = 0;
    long begin = System.nanoTime();
    double seconds = 0;
    while (steps < pace.steps() || seconds < pace.seconds()) {
      Batch batch = data.nextBatch();
      double loss = step.run(batch, ++number);
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException("step " + number + ": the loss is " + loss);
      }
      events += batch.targets();
      steps++;
      seconds = (System.nanoTime() - begin) / 1e9;
    }
    return events / seconds;
  }

  /** From Linux; see proc(5). */
  private static double peakMemoryMiB() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(each -> each.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }
}
