package dev.tidemark.training;

import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.store.adapter.ExportReader;
import dev.tidemark.store.adapter.FileModelStore;
import dev.tidemark.training.baseline.Popularity;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.model.Checkpoint;
import dev.tidemark.training.model.ConsoleProgress;
import dev.tidemark.training.model.DivergedException;
import dev.tidemark.training.model.Hyperparameters;
import dev.tidemark.training.model.Trainer;
import dev.tidemark.training.network.ScoringGraph;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From an export of both tables to a published model package: read, encode, train, evaluate on what
 * was held out, write.
 */
@Command(
    name = "training-job",
    description = "Trains a model on exported tables and publishes it to a model store.")
public final class TrainingJob implements Callable<Integer> {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;
  private static final int FEWEST_INTERACTIONS = 20;

  @Option(
      names = "--export",
      required = true,
      paramLabel = "DIR",
      description = "folder with interactions/ and catalogue/ in DynamoDB's export format")
  private Path export;

  @Option(
      names = "--models",
      required = true,
      paramLabel = "DIR",
      description = "folder of the model store; the model is published to models/<version> in it")
  private Path models;

  @Option(
      names = "--epochs",
      defaultValue = "20",
      paramLabel = "N",
      description =
          "most epochs; training stops earlier when validation no longer improves"
              + " (default: ${DEFAULT-VALUE})")
  private int epochs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "of weights, order and dropout (default: ${DEFAULT-VALUE})")
  private long seed;

  @Mixin private ModelOptions model;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "keep the state here after every epoch, and go on from there when the same training was"
              + " interrupted")
  private Path checkpoint;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final String gitCommit;

  TrainingJob(PrintStream out, PrintStream err, Clock clock, String gitCommit) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.gitCommit = gitCommit;
  }

  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    TrainingJob job =
        new TrainingJob(
            System.out,
            System.err,
            Clock.systemUTC(),
            System.getenv().getOrDefault("GIT_COMMIT", "unknown"));
    System.exit(new CommandLine(job).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (epochs < 1) {
      err.println("--epochs: " + epochs + "; give at least 1");
      return BAD_INPUT;
    }
    if (!Files.isDirectory(export.resolve("interactions"))) {
      err.println("--export: " + export + " holds no folder interactions/");
      return BAD_INPUT;
    }
    Hyperparameters parameters = Hyperparameters.DEFAULT;
    try {
      Encoded encoded = read(parameters);
      TrainingData data = encoded.data();
      if (data.interactions() < FEWEST_INTERACTIONS) {
        throw new IllegalArgumentException(
            "there are only "
                + data.interactions()
                + " interactions; a model needs at least "
                + FEWEST_INTERACTIONS);
      }
      out.println("model " + train(data, encoded.served(), parameters));
      return OK;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return BAD_INPUT;
    } catch (DivergedException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private record Encoded(TrainingData data, ServedItems served) {}

  /** The log ends here: training needs the memory. */
  private Encoded read(Hyperparameters parameters) {
    InteractionLog log = new InteractionLog();
    ExportReader reader = new ExportReader(export);
    reader.items(log::add);
    reader.interactions(log::add);
    log.sortAsServed();
    TrainingData data =
        new LogEncoder(log, Split.leaveOneOut(model.target()))
            .encode(parameters.window(), parameters.older());
    return new Encoded(data, ServedItems.of(log, data));
  }

  private String train(TrainingData data, ServedItems served, Hyperparameters parameters)
      throws IOException {
    out.println(
        String.format(
            Locale.ROOT,
            "%,d interactions of %,d shoppers with %,d items; held out: the last two%s of each",
            data.interactions(),
            data.histories().size(),
            data.vocabulary().size(),
            model.target().map(target -> " (" + target + ")").orElse("")));
    out.println(
        String.format(
            Locale.ROOT,
            "%,d more items are served by what is known of them",
            served.vocabulary().size() - data.vocabulary().size()));
    served.features().refusal().ifPresent(out::println);
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), data.repeatsAreRare());
    Trainer trainer =
        new Trainer(
            data,
            parameters,
            evaluator.excludesSeen(),
            model.compute(),
            new ConsoleProgress(out, false));
    Optional<Checkpoint> kept =
        Optional.ofNullable(checkpoint).map(folder -> trainer.checkpoint(folder, seed));
    Trainer.Outcome outcome = trainer.train(epochs, seed, kept);
    try (ScoringGraph graph = trainer.serving(served, outcome.weights())) {
      RankingMetrics lstm = trainer.test(outcome);
      RankingMetrics popularity =
          evaluator.evaluate(new Popularity(data.popularity()), data.test());
      PackageWriter.Figures figures =
          new PackageWriter.Figures(
              outcome.epochs(),
              outcome.best() + 1,
              lstm.count(),
              lstm.named(),
              popularity.named(),
              evaluator.excludesSeen());
      print(figures, lstm, popularity);
      String version = publish(data, served.vocabulary(), parameters, graph, figures);
      if (kept.isPresent()) {
        kept.get().delete();
      }
      return version;
    }
  }

  private void print(
      PackageWriter.Figures figures, RankingMetrics lstm, RankingMetrics popularity) {
    out.println(
        String.format(
            Locale.ROOT,
            "test on the last interaction of %,d shoppers, ranking all items%s, after epoch %d:",
            figures.count(),
            figures.excludeSeen() ? " they had not seen" : "",
            figures.bestEpoch()));
    out.println("  LSTM        " + lstm);
    out.println("  popularity  " + popularity);
  }

  private String publish(
      TrainingData data,
      Vocabulary vocabulary,
      Hyperparameters parameters,
      ScoringGraph graph,
      PackageWriter.Figures figures)
      throws IOException {
    Path folder = Files.createTempDirectory("tidemark-model");
    try {
      ModelPackage written =
          new PackageWriter(data, vocabulary, parameters, seed)
              .write(folder, graph, figures, clock.instant(), gitCommit);
      String version = written.manifest().version();
      new FileModelStore(models).publish(version, folder);
      return version;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
