package dev.tidemark.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.training.Parent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures answers of models of more and more items, each in a process that has the heap and the
 * threads of the function.
 *
 * @param out for progress
 * @param quick whether a few requests are enough; the figures mean nothing
 * @param predictions calls of the model after that, over which memory is watched
 */
record ScoringBench(PrintStream out, boolean quick, int predictions) {
  private static final ScoringMeasurement.Pace QUICK = new ScoringMeasurement.Pace(3, 2);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** 60 % of the function's 3,008 MB, as in the template. */
  private static final String HEAP = "-Xmx1804m";

  /** So that what grows is not Java's heap, which takes what it may whenever that is convenient. */
  private static final List<String> WHOLE_HEAP = List.of("-Xms1804m", "-XX:+AlwaysPreTouch");

  List<ScoringMeasurement.Result> run(List<Integer> items, List<Integer> histories)
      throws IOException, InterruptedException {
    List<ScoringMeasurement.Result> results = new ArrayList<>();
    for (int count : items) {
      out.printf("%d of %d: %,d items%n", results.size() + 1, items.size(), count);
      results.add(measure(count, histories));
    }
    return results;
  }

  private ScoringMeasurement.Result measure(int items, List<Integer> histories)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tidemark-bench");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add(HEAP);
      command.addAll(predictions > 0 ? WHOLE_HEAP : List.of());
      command.addAll(
          List.of(
              "-Dai.djl.tensorflow.num_interop_threads=1",
              "-Dai.djl.tensorflow.num_intraop_threads=1",
              "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
              "-cp",
              System.getProperty("java.class.path"),
              ScoringMeasurement.class.getName(),
              folder.toString(),
              Integer.toString(items),
              JSON.writeValueAsString(quick ? QUICK : ScoringMeasurement.Pace.of(items)),
              JSON.writeValueAsString(histories),
              Integer.toString(predictions)));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put(Parent.PID, Long.toString(ProcessHandle.current().pid()));
      builder.environment().put("TF_NUM_INTRAOP_THREADS", "1");
      builder.environment().put("TF_NUM_INTEROP_THREADS", "1");
      Process process = builder.start();
      byte[] result = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      if (code != 0) {
        throw new Measurement.FailedException(code);
      }
      return JSON.readValue(result, ScoringMeasurement.Result.class);
    } finally {
      LocalFiles.deleteTree(folder);
    }
  }
}
