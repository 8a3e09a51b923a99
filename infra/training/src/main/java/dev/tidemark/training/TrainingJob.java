package dev.tidemark.training;

import dev.tidemark.domain.UserKey;
import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.sales.NoForecastException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.files.PurgeList;
import dev.tidemark.store.tables.ExportReader;
import dev.tidemark.training.batch.BatchJob;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TooLittleDataException;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Checkpoint;
import dev.tidemark.training.fit.ConsoleProgress;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Progress;
import dev.tidemark.training.fit.ProgressFile;
import dev.tidemark.training.job.JobFailures;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.people.PeopleRun;
import dev.tidemark.training.propensity.ActivityLog;
import dev.tidemark.training.propensity.Shoppers;
import dev.tidemark.training.publish.TrainingRun;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * From an export of both tables to a published model package: read, encode, train, evaluate on what
 * was held out, compare with the model in service, write. Started again with the same arguments it
 * goes on where it was killed.
 */
@Command(
    name = "training-job",
    description = "Trains a model on exported tables and publishes it to a model store.")
public final class TrainingJob implements Callable<Integer> {
  private static final String BATCH = "batch";
  private static final int FEWEST_INTERACTIONS = 20;
  private static final long FIRST_SEED = 1;

  /** Events are taken in up to so long before they happen; later ones distort what is recent. */
  private static final Duration AHEAD = Duration.ofHours(24);

  @Option(
      names = "--export",
      required = true,
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description = "holds interactions/ and catalogue/ in DynamoDB's export format")
  private String export;

  @Option(
      names = "--models",
      required = true,
      paramLabel = "DIR|s3://BUCKET",
      description = "the model store; the model is published to models/<version> in it")
  private String models;

  @Option(
      names = "--version",
      defaultValue = "",
      paramLabel = "NAME",
      description = "of the new model (default: named by time and data)")
  private String version;

  @Option(
      names = "--champion",
      defaultValue = "",
      paramLabel = "VERSION",
      description = "model in service, which is scored on the same held-out events (default: none)")
  private String champion;

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
      paramLabel = "N",
      description =
          "of weights, order and dropout (default: 1, and beside a champion another one for each"
              + " version, or a model that was refused would come again)")
  private Long seed;

  @Mixin private ModelOptions model;

  @Option(
      names = "--catalogue-only",
      description = "learn and serve only items that the catalogue has")
  private boolean catalogueOnly;

  @Option(
      names = "--checkpoint",
      defaultValue = "",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description =
          "keep the state here after every epoch, and go on from there when the same training was"
              + " interrupted")
  private String checkpoint;

  @Option(
      names = "--progress",
      paramLabel = "FILE",
      description = "keep in this file, as JSON, how far training is")
  private Optional<Path> progress = Optional.empty();

  @Option(
      names = "--set",
      split = ",",
      paramLabel = "NAME=VALUE",
      description = "train with other hyperparameters than the preset's, as evaluate takes them")
  private Map<String, String> changes = Map.of();

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

  private final Supplier<S3Client> s3;

  /**
   * @param environment {@code GIT_COMMIT} of the code, {@code S3_ENDPOINT} where S3 is not AWS's
   */
  TrainingJob(PrintStream out, PrintStream err, Clock clock, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    gitCommit = environment.getOrDefault("GIT_COMMIT", "unknown");
    s3 = s3(environment);
  }

  /** A job on folders needs none; its clients end with the process. */
  private static Supplier<S3Client> s3(Map<String, String> environment) {
    Optional<URI> endpoint = given(environment.getOrDefault("S3_ENDPOINT", "")).map(URI::create);
    return () -> AwsClients.s3(endpoint);
  }

  /** With {@code batch} as the first argument it is the other job of the same image. */
  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    Clock clock = Clock.systemUTC();
    List<String> given = List.of(arguments);
    boolean batch = given.indexOf(BATCH) == 0;
    CommandLine job =
        new CommandLine(
            batch
                ? new BatchJob(System.out, System.err, clock, s3(System.getenv()))
                : new TrainingJob(System.out, System.err, clock, System.getenv()));
    List<String> options = batch ? given.subList(1, given.size()) : given;
    System.exit(job.execute(options.toArray(String[]::new)));
  }

  @Override
  public Integer call() throws Exception {
    return JobFailures.exitCode(
        () -> {
          if (epochs < 1) {
            throw new IllegalArgumentException("--epochs: " + epochs + "; give at least 1");
          }
          out.println("model " + published());
          return CommandLine.ExitCode.OK;
        },
        err);
  }

  /** Returns the version, also where this very training was killed after it had published it. */
  private String published() throws IOException {
    Compute compute = model.compute();
    given(version).ifPresent(ModelRegistry::checked);
    Folder store = Folders.store("model store", Folders.address(models), s3);
    ModelRegistry registry = new ModelRegistry(store);
    Optional<Folder> kept = given(checkpoint).map(place -> Folders.open(place, s3));
    if (registry.versions().contains(version)) {
      out.println("published already: " + version);
      if (kept.isPresent()) {
        Checkpoint.delete(kept.get());
      }
      return version;
    }
    Hyperparameters parameters = Hyperparameters.DEFAULT.with(changes);
    PurgeList purgeList = new PurgeList(store);
    Map<UserKey, Instant> erased = purgeList.read();
    ExportReader reader = new ExportReader(Folders.open(export, s3), erased);
    Encoded encoded = read(reader, parameters);
    describe(encoded.data(), encoded.served());
    TrainingRun.Settings settings =
        new TrainingRun.Settings(
            parameters,
            compute,
            epochs,
            seed(),
            given(version),
            given(champion),
            clock.instant(),
            gitCommit);
    Progress console = new ConsoleProgress(out, false);
    Progress heard =
        progress.<Progress>map(file -> new ProgressFile(file, console)).orElse(console);
    PeopleRun people = new PeopleRun(store, () -> purgeList.addedTo(erased), out);
    return new TrainingRun(settings, registry, kept, heard, people, out)
        .run(encoded.data(), encoded.served(), encoded.shoppers(), encoded.forecast());
  }

  /** The same for each attempt of a version, which goes on from its checkpoint. */
  private long seed() {
    if (seed != null) {
      return seed;
    }
    return given(champion).isEmpty() ? FIRST_SEED : version.hashCode() & Integer.MAX_VALUE;
  }

  /** A job definition of AWS Batch passes what is not given as a blank text. */
  private static Optional<String> given(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private record Encoded(
      TrainingData data, ServedItems served, Shoppers shoppers, Optional<ShopForecast> forecast) {}

  /** The log ends here: training needs the memory. */
  private Encoded read(ExportReader reader, Hyperparameters parameters) {
    Instant latest = clock.instant().plus(AHEAD);
    InteractionLog log = new InteractionLog(latest);
    ActivityLog activities = new ActivityLog(latest);
    out.println("catalogue: " + reader.items(log::add));
    LongAdder unlisted = new LongAdder();
    out.println(
        "interactions: "
            + reader.interactions(
                interaction -> {
                  if (catalogueOnly && !log.isListed(interaction.itemId())) {
                    unlisted.increment();
                  } else {
                    log.add(interaction);
                    activities.add(interaction);
                  }
                }));
    if (catalogueOnly) {
      out.printf(
          Locale.ROOT,
          "not learnt from: %,d interactions with items that the catalogue lacks%n",
          unlisted.sum());
    }
    log.report().lines().forEach(out::println);
    if (log.size() < FEWEST_INTERACTIONS) {
      throw new TooLittleDataException(
          "there are only "
              + log.size()
              + " interactions to learn from; a model needs at least "
              + FEWEST_INTERACTIONS);
    }
    log.sortAsServed();
    TrainingData data =
        new LogEncoder(log, Split.leaveOneOut(model.target()))
            .encode(parameters.askedWindow(), parameters.askedOlder())
            .withQuestions();
    List<UserKey> users = log.users();
    return new Encoded(
        data, ServedItems.of(log, data), new Shoppers(users, activities.of(users)), forecast(log));
  }

  /** A shop without sales, or with a week of them, has a model all the same. */
  private Optional<ShopForecast> forecast(InteractionLog log) {
    long begun = clock.millis();
    try {
      ShopForecast forecast = ShopForecast.of(log.sales().history(log.articles()));
      out.printf(
          Locale.ROOT,
          "forecast of weekly sales: %,d weeks, %,d categories, %,d items, in %,d ms%n",
          forecast.history().weeks(),
          forecast.history().groups().size(),
          forecast.history().items().size(),
          clock.millis() - begun);
      return Optional.of(forecast);
    } catch (NoForecastException e) {
      out.println(e.getMessage());
      return Optional.empty();
    }
  }

  private void describe(TrainingData data, ServedItems served) {
    out.printf(
        Locale.ROOT,
        "%,d interactions of %,d shoppers with %,d items; held out: the last two%s of each%n",
        data.interactions(),
        data.histories().size(),
        data.vocabulary().size(),
        model.target().map(target -> " (" + target + ")").orElse(""));
    out.printf(
        Locale.ROOT,
        "%,d more items are served by what is known of them%n",
        served.vocabulary().size() - data.vocabulary().size());
    served.features().refusal().ifPresent(out::println);
  }
}
