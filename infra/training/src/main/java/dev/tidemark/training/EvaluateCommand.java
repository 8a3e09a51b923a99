package dev.tidemark.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.features.data.DatasetException;
import dev.tidemark.training.model.DivergedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares models with baselines on a data folder, under one of two protocols. */
@Command(
    name = "tidemark evaluate",
    sortOptions = false,
    description =
        "Trains on a part of a data set, ranks all items for what was held out, and compares with"
            + " baselines, each tuned on validation.",
    footer = {
      "",
      "leave-one-out: the last interaction of each shopper is the test, the last but one"
          + " validation, the rest training, in the order of the file.",
      "time-split: cuts at the 80th and 90th percentile of all times; what is known of a shopper is"
          + " all before the time asked for. Items that training never saw count as missed.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or input that cannot be used."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "data folder: events.csv[.gz] and items.csv, or MovieLens; tidemark takes a simulated"
              + " shop where it is not given")
  private Path data;

  @Option(
      names = "--protocol",
      defaultValue = "leave-one-out",
      paramLabel = "NAME",
      description = "leave-one-out or time-split (default: ${DEFAULT-VALUE})")
  private String protocol;

  @Option(
      names = "--preset",
      split = ",",
      defaultValue = "tidemark",
      paramLabel = "NAME",
      description =
          "what is trained: tidemark, which ranks items, and classic, a binary classifier with"
              + " accuracy and AUC instead; several with commas between (default:"
              + " ${DEFAULT-VALUE})")
  private List<String> presets;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "how often each model is trained, with seeds 1 to N (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Option(
      names = "--epochs",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "most epochs; training stops earlier when validation no longer improves, classic after 10"
              + " (default: ${DEFAULT-VALUE})")
  private int epochs;

  @Option(
      names = "--exclude-seen",
      defaultValue = "auto",
      paramLabel = "auto|true|false",
      description =
          "leave a shopper's earlier items out of the ranking; auto: where fewer than 2 %% of"
              + " interactions repeat one (default: ${DEFAULT-VALUE})")
  private String excludeSeen;

  @Option(names = "--json", paramLabel = "FILE", description = "write all figures to this file")
  private Path json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;

  EvaluateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    System.exit(new CommandLine(new EvaluateCommand(System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try {
      Evaluation evaluation =
          new Evaluation(
              data,
              Evaluation.Protocol.of(protocol),
              exclusion(),
              Preset.of(presets),
              seeds,
              epochs,
              out);
      EvaluationReport report = evaluation.run();
      report.print(out);
      if (json != null) {
        write(report);
      }
      return 0;
    } catch (DatasetException | IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (DivergedException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private Evaluation.Exclusion exclusion() {
    return switch (excludeSeen) {
      case "auto" -> Evaluation.Exclusion.AUTO;
      case "true" -> Evaluation.Exclusion.ALWAYS;
      case "false" -> Evaluation.Exclusion.NEVER;
      default ->
          throw new IllegalArgumentException(
              "--exclude-seen: '" + excludeSeen + "'; give auto, true or false");
    };
  }

  private void write(EvaluationReport report) throws IOException {
    Path folder = json.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report);
  }
}
