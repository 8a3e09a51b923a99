package dev.tidemark.lab.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.training.Parent;
import dev.tidemark.training.network.Precision;
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

/** Reports the speed of training. */
@Command(
    name = "tidemark bench training",
    sortOptions = false,
    description =
        "Measures how many events a second training learns from, over growing data and catalogues,"
            + " beside a plain TensorFlow graph at its best thread setting.",
    footer = {
      "",
      "Each figure comes from a process of its own; the peak of memory is that of Tidemark's.",
      "Each figure of the first line is the median of three, taken in turns with networks that leave"
          + " something out, to show where the time goes. The plain graph does not depend on the"
          + " number of events and is measured where there are fewest.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
public final class BenchCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Option(names = "--json", paramLabel = "FILE", description = "write all figures to this file")
  private Path json;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "auto|fp32|bf16",
      description =
          "of matrix products in Tidemark's graph; the plain graph is always fp32"
              + " (default: ${DEFAULT-VALUE})")
  private String precision;

  @Option(
      names = "--quick",
      description =
          "a tiny network and a few steps, to see that it works; the figures mean nothing")
  private boolean quick;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  BenchCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    System.exit(new CommandLine(new BenchCommand(System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      List<TrainingBench.Result> results =
          new TrainingBench(out, Precision.of(precision), quick).run();
      print(results);
      if (json != null) {
        Files.createDirectories(json.toAbsolutePath().getParent());
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .build()
            .writeValue(json.toFile(), Map.of("results", results));
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (Measurement.FailedException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private void print(List<TrainingBench.Result> results) {
    out.printf("%n%-50s %10s %10s %8s %9s%n", "", "events/s", "plain", "factor", "peak MiB");
    for (TrainingBench.Result result : results) {
      Double plain = result.plainGraphEventsPerSecond();
      out.printf(
          Locale.ROOT,
          "%-50s %,10.0f %10s %8s %,9.0f%n",
          result.setting(),
          result.eventsPerSecond(),
          plain == null ? "-" : String.format(Locale.ROOT, "%,.0f", plain),
          factor(result.eventsPerSecond(), plain),
          result.peakMemoryMiB());
      result
          .partsEventsPerSecond()
          .forEach(
              (network, speed) ->
                  out.printf(
                      Locale.ROOT,
                      "%-50s %,10.0f %10s %8s%n",
                      "  " + network.text(),
                      speed,
                      "",
                      factor(speed, plain)));
    }
  }

  private static String factor(double speed, Double plain) {
    return plain == null ? "-" : String.format(Locale.ROOT, "%.2f", speed / plain);
  }
}
