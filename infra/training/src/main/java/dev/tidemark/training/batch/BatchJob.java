package dev.tidemark.training.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.UserKey;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.recommendation.LstmRecommender;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.files.PurgeList;
import dev.tidemark.store.tables.ExportReader;
import dev.tidemark.training.job.JobFailures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * From an export of both tables and a model to recommendations for all users, by the code that
 * serves. Started again with the same arguments it goes on where it was killed.
 */
@Command(
    name = "batch",
    description =
        "Writes recommendations for all users of exported tables into a model store, as JSON"
            + " Lines.")
public final class BatchJob implements Callable<Integer> {
  private static final int PER_PART = 10_000;

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
      description =
          "the model store, which gets recommendations/<version>/part-00000.jsonl.gz, ...")
  private String models;

  @Option(
      names = "--version",
      defaultValue = "",
      paramLabel = "NAME",
      description = "of the model (default: the one in service)")
  private String version;

  @Option(
      names = "--count",
      defaultValue = "10",
      paramLabel = "N",
      description = "items for each user (default: ${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--json", paramLabel = "FILE", description = "write all figures here")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final Supplier<S3Client> s3;
  private final int perPart;

  /**
   * @param s3 is asked for buckets only
   */
  public BatchJob(PrintStream out, PrintStream err, Clock clock, Supplier<S3Client> s3) {
    this(out, err, clock, s3, PER_PART);
  }

  /**
   * @param perPart users in a file
   */
  BatchJob(PrintStream out, PrintStream err, Clock clock, Supplier<S3Client> s3, int perPart) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.s3 = s3;
    this.perPart = perPart;
  }

  @Override
  public Integer call() throws Exception {
    return JobFailures.exitCode(this::recommended, err);
  }

  private int recommended() throws IOException {
    if (count < 1 || count > RecommendationRequest.MAX_COUNT) {
      throw new IllegalArgumentException(
          "--count: " + count + "; give 1 to " + RecommendationRequest.MAX_COUNT);
    }
    BatchFigures figures = written();
    out.printf(
        Locale.ROOT,
        "recommendations/%s: %,d users, %,d of them done before, in %,d parts; %.1f s, %,.0f"
            + " users/s%n",
        figures.modelVersion(),
        figures.users(),
        figures.resumed(),
        figures.parts(),
        figures.seconds(),
        figures.usersPerSecond());
    if (json.isPresent()) {
      Files.write(
          json.get(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    }
    return CommandLine.ExitCode.OK;
  }

  private BatchFigures written() throws IOException {
    Folder store = Folders.store("model store", Folders.address(models), s3);
    ModelRegistry registry = new ModelRegistry(store);
    String chosen = version.isBlank() ? registry.champion() : ModelRegistry.checked(version);
    if (chosen.isBlank()) {
      throw new IllegalArgumentException(
          "no model is in service in " + store + "; train one, or give --version");
    }
    Path folder = Files.createTempDirectory("tidemark-model");
    try {
      ModelPackage model = PackageFiles.read(registry.fetch(chosen, folder));
      try (PackageScorer scorer = PackageScorer.load(model)) {
        out.println("model: " + chosen);
        PurgeList purgeList = new PurgeList(store);
        Map<UserKey, Instant> erased = purgeList.read();
        ExportReader reader = new ExportReader(Folders.open(export, s3), erased);
        ExportedShop shop = ExportedShop.read(reader, out);
        Plan plan =
            new Plan(shop.hash(), clock.instant().toString(), count, shop.shoppers(), perPart);
        BatchProgress progress = new BatchProgress(out, System::nanoTime, plan.users());
        return new BatchRun(
                shop,
                new LstmRecommender(model, scorer, shop, clock),
                new Output(store, Output.RECOMMENDATIONS, chosen),
                progress,
                () -> purgeList.addedTo(erased))
            .run(plan);
      }
    } finally {
      LocalFiles.deleteTree(folder);
    }
  }
}
