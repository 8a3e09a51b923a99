package dev.tidemark.lab.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.training.Parent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reports how long answers take. */
@Command(
    name = "tidemark bench scoring",
    sortOptions = false,
    description =
        "Measures how long the function that recommends takes, with tables in memory, and the call"
            + " of the model within it, over growing catalogues and histories.",
    footer = {
      "",
      "Each number of items has a process of its own, with the heap of the function and one thread"
          + " for TensorFlow; the weights are drawn at random, since time does not depend on them."
          + " For figures of one core: taskset -c 0 ./tidemark bench scoring",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
public final class ScoringBenchCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Option(names = "--json", paramLabel = "FILE", description = "write all figures to this file")
  private Path json;

  @Option(
      names = "--items",
      split = ",",
      defaultValue = "4000,12000,43000,100000,500000",
      paramLabel = "N",
      description = "items of the models (default: ${DEFAULT-VALUE})")
  private List<Integer> items;

  @Option(
      names = "--histories",
      split = ",",
      defaultValue = "0,10,50,250",
      paramLabel = "N",
      description = "interactions of a shopper (default: ${DEFAULT-VALUE})")
  private List<Integer> histories;

  @Option(
      names = "--predictions",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "so many calls of the model at the end, in tens, with the first of the histories, to see"
              + " whether memory outside Java's heap grows; the heap is taken whole then (default:"
              + " none)")
  private int predictions;

  @Option(
      names = "--quick",
      description = "a few requests, to see that it works; the figures mean nothing")
  private boolean quick;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  ScoringBenchCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    System.exit(
        new CommandLine(new ScoringBenchCommand(System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (items.stream().anyMatch(it -> it < 1)
        || histories.stream().anyMatch(it -> it < 0)
        || predictions < 0
        || predictions % 10 != 0) {
      err.println(
          "--items: give numbers of 1 or more; --histories: of 0 or more; --predictions: tens");
      return 2;
    }
    try {
      List<ScoringMeasurement.Result> results =
          new ScoringBench(out, quick, predictions).run(items, histories);
      print(results);
      if (json != null) {
        write(results);
      }
      return 0;
    } catch (Measurement.FailedException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private void write(List<ScoringMeasurement.Result> results) throws IOException {
    Files.createDirectories(json.toAbsolutePath().getParent());
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(
            json.toFile(),
            Map.of(
                "results",
                results.stream()
                    .flatMap(
                        result ->
                            result.figures().stream()
                                .map(it -> new ScoringMeasurement.Line(result.items(), it)))
                    .toList(),
                "models",
                results.stream()
                    .map(
                        it ->
                            Map.of(
                                "items", it.items(),
                                "loadMillis", it.loadMillis(),
                                "peakMemoryMiB", it.peakMemoryMiB(),
                                "memoryGrowth", it.growth(),
                                "endurance", it.endurance()))
                    .toList()));
  }

  private void print(List<ScoringMeasurement.Result> results) {
    out.printf(
        "%n%8s %8s %16s %16s %10s %16s %12s%n",
        "items",
        "history",
        "request, ms",
        "model, ms",
        "floor, ms",
        "with reasons, ms",
        "KiB/request");
    out.printf("%8s %8s %16s %16s %10s %16s%n", "", "", "p50 / p99", "p50 / p99", "", "p50 / p99");
    for (ScoringMeasurement.Result result : results) {
      for (ScoringMeasurement.Figures it : result.figures()) {
        out.printf(
            Locale.ROOT,
            "%,8d %8d %8.2f /%6.2f %8.2f /%6.2f %10.2f %8.2f /%6.2f %,12d%n",
            result.items(),
            it.history(),
            it.p50Millis(),
            it.p99Millis(),
            it.modelP50Millis(),
            it.modelP99Millis(),
            it.floorMillis(),
            it.explainP50Millis(),
            it.explainP99Millis(),
            it.bytesPerRequest() >> 10);
      }
      out.printf(
          Locale.ROOT,
          "%8s loaded in %,.0f ms, at most %,.0f MiB resident, %+.1f %% over all requests%n",
          "",
          result.loadMillis(),
          result.peakMemoryMiB(),
          100 * result.growth());
      if (predictions > 0) {
        Endurance it = result.endurance();
        out.printf(
            Locale.ROOT,
            "%8s %,d calls of %.2f ms: %.1f MiB resident outside the heap before, %.1f after, %+.2f"
                + " %%%n",
            "",
            it.predictions(),
            it.millis(),
            it.beforeMiB(),
            it.afterMiB(),
            100 * it.growth());
      }
    }
  }
}
