package dev.tidemark.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.training.Parent;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import java.io.IOException;
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
   * Threads of TensorFlow.
   *
   * @param intra that share one operator
   * @param inter operators at the same time
   */
  record Threads(int intra, int inter) {}

  /**
   * How long is measured: until both so many steps and so many seconds are over.
   *
   * @param warmUp steps before, which are not measured
   */
  private record Pace(int warmUp, int steps, int seconds) {}

  /** A process that did not come to an end, such as one that ran out of memory. */
  static final class FailedException extends RuntimeException {
    FailedException(int code) {
      super("the measuring process ended with exit code " + code);
    }
  }

  private Measurement() {}

  /**
   * Measures in a JVM with this one's class path.
   *
   * @param quick whether a few steps are enough; the figures mean nothing
   * @throws FailedException where the process fails
   */
  static Speed inProcess(Network network, boolean quick, Setting setting, Threads threads)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Measurement.class.getName(),
                network.name(),
                Boolean.toString(quick),
                JSON.writeValueAsString(setting))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(Parent.PID, Long.toString(ProcessHandle.current().pid()));
    builder.environment().put("TF_NUM_INTRAOP_THREADS", Integer.toString(threads.intra()));
    builder.environment().put("TF_NUM_INTEROP_THREADS", Integer.toString(threads.inter()));
    Process process = builder.start();
    byte[] speed = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code != 0) {
      throw new FailedException(code);
    }
    return JSON.readValue(speed, Speed.class);
  }

  /**
   * @param arguments the network, whether the pace is quick, and the setting as JSON
   */
  public static void main(String[] arguments) throws IOException {
    Parent.endWith(System.getenv());
    Network network = Network.valueOf(arguments[0]);
    Pace pace = Boolean.parseBoolean(arguments[1]) ? new Pace(1, 2, 0) : new Pace(3, 10, 8);
    Setting setting = JSON.readValue(arguments[2], Setting.class);
    SyntheticData data = new SyntheticData(setting);
    try (Step step =
        network == Network.PLAIN
            ? new PlainStep(setting, data)
            : new TidemarkStep(
                network, setting, data, Compute.ofThisMachine(Device.CPU, setting.precision()))) {
      double eventsPerSecond = eventsPerSecond(step, data, pace);
      System.out.println(
          JSON.writeValueAsString(new Speed(eventsPerSecond, ProcessMemory.peakMiB())));
    }
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
}
