package dev.tidemark.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.training.Parent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link Measurement} in a JVM with this one's class path. */
record MeasuringProcess(boolean quick) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Threads of TensorFlow.
   *
   * @param intra that share one operator
   * @param inter operators at the same time
   */
  record Threads(int intra, int inter) {}

  /** A process that did not come to an end, such as one that ran out of memory. */
  static final class FailedException extends RuntimeException {
    FailedException(int code) {
      super("the measuring process ended with exit code " + code);
    }
  }

  /**
   * @throws FailedException where the process fails
   */
  Measurement.Speed run(Network network, Setting setting, Threads threads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Measurement.class.getName());
    command.addAll(List.of(network.name(), Boolean.toString(quick)));
    command.add(JSON.writeValueAsString(setting));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(Parent.PID, Long.toString(ProcessHandle.current().pid()));
    builder.environment().put("TF_NUM_INTRAOP_THREADS", Integer.toString(threads.intra()));
    builder.environment().put("TF_NUM_INTEROP_THREADS", Integer.toString(threads.inter()));
    Process process = builder.start();
    byte[] speed = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code != 0) {
      throw new FailedException(code);
    }
    return JSON.readValue(speed, Measurement.Speed.class);
  }
}
