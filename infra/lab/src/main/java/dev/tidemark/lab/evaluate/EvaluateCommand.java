package dev.tidemark.lab.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.Given;
import dev.tidemark.lab.baseline.Baselines;
import dev.tidemark.lab.forecast.ForecastEvaluation;
import dev.tidemark.lab.report.EvaluationReport;
import dev.tidemark.lab.report.ExplanationPage;
import dev.tidemark.lab.report.ExplanationReport;
import dev.tidemark.lab.report.ForecastPage;
import dev.tidemark.lab.report.ForecastReport;
import dev.tidemark.lab.report.HtmlReport;
import dev.tidemark.lab.report.PropensityPage;
import dev.tidemark.lab.report.PropensityReport;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.training.ModelOptions;
import dev.tidemark.training.Parent;
import dev.tidemark.training.fit.ConsoleProgress;
import dev.tidemark.training.fit.DivergedException;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.network.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares models with baselines on a data folder, or measures a model's reasons, under one of two
 * protocols.
 */
@Command(
    name = "tidemark evaluate",
    sortOptions = false,
    description =
        "Trains on a part of a data set, ranks all items for what was held out, and compares with"
            + " baselines, each tuned on validation; or measures how faithful the reasons for the"
            + " model's answers are, how well is told who buys, or how far off forecasts of weekly"
            + " sales are.",
    footer = {
      "",
      "leave-one-out: the last interaction of each shopper is the test, the last but one"
          + " validation, the rest training, in the order of time; of the file where rows have none.",
      "time-split: cuts at the 80th and 90th percentile of all times; what is known of a shopper is"
          + " all before the time asked for. Items that training never saw count as missed.",
      "",
      "--task propensity asks at weekly cuts what comes after each; networks and heads learn from"
          + " before it alone. A folder with CDNOW's transactions.csv will do, too.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or input that cannot be used."
    })
public final class EvaluateCommand implements Callable<Integer> {
  /** Set to true by the local run where its output goes to a terminal. */
  private static final String TERMINAL = "TIDEMARK_TERMINAL";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "data folder: events.csv[.gz] and items.csv, or MovieLens; tidemark takes a simulated"
              + " shop where it is not given")
  private Path data;

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description = "which column holds a field where that is not found out, as up takes it")
  private Map<String, String> mapping = Map.of();

  @Option(
      names = "--task",
      defaultValue = "ranking",
      paramLabel = "NAME",
      completionCandidates = OptionNames.Tasks.class,
      description = "what is measured, one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private String task;

  @Option(
      names = "--protocol",
      defaultValue = "leave-one-out",
      paramLabel = "NAME",
      description = "leave-one-out or time-split (default: ${DEFAULT-VALUE})")
  private String protocol;

  @Mixin private ModelOptions model;

  @Option(
      names = "--preset",
      split = ",",
      defaultValue = "tidemark",
      paramLabel = "NAME",
      completionCandidates = OptionNames.Presets.class,
      description =
          "what is trained, of ${COMPLETION-CANDIDATES}, several with commas between; classic is a"
              + " binary classifier with accuracy and AUC in place of a ranking (default:"
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

  @Option(
      names = "--set",
      split = ",",
      paramLabel = "NAME=VALUE",
      description = "train with other hyperparameters than the preset's, such as dropout=0.2")
  private Map<String, String> changes = Map.of();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "PART",
      completionCandidates = OptionNames.Parts.class,
      description = "leave parts of the network out: ${COMPLETION-CANDIDATES}")
  private List<String> without = List.of();

  @Option(
      names = "--baselines",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = OptionNames.BaselineNames.class,
      description = "which to compare with: ${COMPLETION-CANDIDATES} (default: all)")
  private List<String> baselines = Baselines.NAMES;

  @Option(
      names = "--days",
      defaultValue = "30",
      paramLabel = "7|30",
      description = "--task propensity: who buys within so many days (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--weeks",
      defaultValue = "4",
      paramLabel = "N",
      description = "weeks ahead that --task forecast looks, 1 to 26 (default: ${DEFAULT-VALUE})")
  private int weeks;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "keep the state of training here after every epoch, and go on from there when the same"
              + " command runs again")
  private Path checkpoint;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write all figures to this file, anew after each seed")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write a report with tables and plots to this file")
  private Path html;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * @param terminal whether a line of {@code out} can be overwritten
   */
  EvaluateCommand(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    boolean terminal = Boolean.parseBoolean(System.getenv(TERMINAL));
    EvaluateCommand command = new EvaluateCommand(System.out, System.err, terminal);
    System.exit(new CommandLine(command).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try {
      ConsoleProgress progress = new ConsoleProgress(out, terminal);
      switch (Task.of(task)) {
        case RANKING -> {
          EvaluationReport report = new Evaluation(options(), out, progress).run(this::write);
          report.print(out);
          write(report);
        }
        case EXPLANATIONS -> {
          refuseRankings();
          ExplanationReport report = new ExplanationEvaluation(options(), out, progress).run();
          report.print(out);
          write(report, new ExplanationPage(report).page());
        }
        case PROPENSITY -> {
          PropensityReport report = new PropensityEvaluation(options(), days, out, progress).run();
          report.print(out);
          write(report, new PropensityPage(report).page());
        }
        case FORECAST -> {
          refuseTraining();
          ForecastReport report = new ForecastEvaluation(data, Given.of(mapping), weeks, out).run();
          report.print(out);
          write(report, new ForecastPage(report).page());
        }
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

  /** What says nothing where reasons are measured. */
  private void refuseRankings() {
    refuse("explanations trains tidemark once, with seed 1", ofRankings());
  }

  /** What says nothing where nothing is trained. */
  private void refuseTraining() {
    refuse("forecast trains no network", ofRankings());
    refuse(
        "forecast trains no network",
        Map.of(
            "--set", !changes.isEmpty(),
            "--without", !without.isEmpty(),
            "--checkpoint", checkpoint != null));
  }

  private Map<String, Boolean> ofRankings() {
    return Map.of(
        "--preset",
        !presets.equals(List.of(Preset.TIDEMARK.toString())),
        "--seeds",
        seeds != 1,
        "--baselines",
        !baselines.equals(Baselines.NAMES));
  }

  private static void refuse(String because, Map<String, Boolean> given) {
    given.forEach(
        (name, isGiven) -> {
          if (isGiven) {
            throw new IllegalArgumentException(name + ": --task " + because + "; leave it out");
          }
        });
  }

  private void write(EvaluationReport report) {
    write(report, html == null ? "" : new HtmlReport(report).page());
  }

  private void write(Object report, String page) {
    try {
      if (json != null) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        LocalFiles.replace(json, out -> out.write(mapper.writeValueAsBytes(report)));
      }
      if (html != null) {
        LocalFiles.replace(html, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Evaluation.Options options() {
    Set<Preset> trained = presets.stream().map(Preset::of).collect(Collectors.toSet());
    if (html != null && !trained.contains(Preset.TIDEMARK)) {
      throw new IllegalArgumentException(
          "--html: it draws rankings, and classic has none; give --preset tidemark,classic");
    }
    if (model.target().isPresent() && trained.contains(Preset.CLASSIC)) {
      throw new IllegalArgumentException(
          "--target: classic has labels of its own and knows no target; give --preset tidemark");
    }
    Set<Part> parts = EnumSet.noneOf(Part.class);
    without.forEach(part -> parts.add(Part.of(part)));
    return new Evaluation.Options(
        data,
        Given.of(mapping),
        Evaluation.Protocol.of(protocol),
        model.target(),
        exclusion(),
        trained,
        seeds,
        epochs,
        baselines,
        Hyperparameters.DEFAULT.with(changes).without(parts),
        model.compute(),
        Optional.ofNullable(checkpoint));
  }

  private Optional<Boolean> exclusion() {
    return switch (excludeSeen) {
      case "auto" -> Optional.empty();
      case "true", "false" -> Optional.of(Boolean.valueOf(excludeSeen));
      default ->
          throw new IllegalArgumentException(
              "--exclude-seen: '" + excludeSeen + "'; give auto, true or false");
    };
  }
}
