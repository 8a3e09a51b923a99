package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.training.job.JobFailures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainingJobIT {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldServeItemsOfTheCatalogueThatNobodyMetYet() throws IOException {
    // Given
    write("interactions", TestExport.interactions());
    List<String> catalogue = new ArrayList<>();
    for (int i = 0; i < TestExport.ITEMS; i++) {
      catalogue.add(item("item" + i, "red lamp", 2 + i, true, 1f, i));
    }
    catalogue.add(item("new", "lamp of tomorrow", 3.5, true, 1f, 1f));
    catalogue.add(item("odd", "lamp", 3.5, true, 1f, 1f, 1f));
    catalogue.add(item("not sold", "red lamp", 3, false, 1f, 1f));
    write("catalogue", catalogue);

    // When
    int code = run("--epochs", "1");

    // Then
    assertThat(code).as("%s", err).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("2 more items are served by what is known of them")
        .contains("vector: that of 1 items is not used; give 2 numbers");
    ModelPackage model = PackageFiles.read(published());
    List<Vocabulary.Entry> entries = model.vocabulary().entries();
    assertThat(entries).hasSize(TestExport.ITEMS + 2);
    assertThat(entries.subList(TestExport.ITEMS, TestExport.ITEMS + 2))
        .containsExactly(
            new Vocabulary.Entry("new", "", 3.5), new Vocabulary.Entry("odd", "", 3.5));
    assertThat(model.popularity()).hasSize(TestExport.ITEMS + 2).endsWith("new", "odd");
    try (PackageScorer scorer = PackageScorer.load(model)) {
      SequenceEncoder encoder = model.encoder();
      Interaction meeting = interaction("new");
      Answer answer =
          scorer.score(
              encoder.encode(
                  encoder.history(List.of(meeting)), meeting.timestamp().toEpochMilli() + 1000));
      assertThat(answer.probabilities()).hasSize(TestExport.ITEMS + 2);
      double sum = 0;
      for (int row = 0; row < answer.probabilities().length; row++) {
        double probability = answer.probabilities()[row];
        sum += probability;
        if (entries.get(row).itemId().equals("new")) {
          assertThat(probability).as("nobody comes to an item again here").isLessThan(1e-20);
        } else {
          assertThat(probability).isBetween(1e-6, 1.0);
        }
      }
      assertThat(sum).isBetween(0.9, 1.1);
    }
  }

  @Test
  void shouldGiveAChampionItsOwnFiguresAgainAndASpoiltOneLess() throws IOException {
    // Given a model that was published without a champion, as the one named is not there
    write("interactions", TestExport.interactions());
    write("catalogue", List.of());
    ModelRegistry store = new ModelRegistry(new LocalFolder(folder.resolve("store")));
    assertThat(run("--epochs", "1", "--version", "first", "--champion", "nobody"))
        .as("%s", err)
        .isZero();
    assertThat(manifest("first").seed())
        .as("what was refused once would come again of the first one")
        .isNotEqualTo(1);
    Comparison first = manifest("first").comparison();

    // And one whose network is right, but goes round the items the wrong way and lacks one
    ModelPackage right = PackageFiles.read(store.fetch("first", folder.resolve("spoilt")));
    List<Vocabulary.Entry> wrong = new ArrayList<>(right.vocabulary().entries());
    Collections.reverse(wrong);
    wrong.set(0, new Vocabulary.Entry("another", "", Double.NaN));
    PackageFiles.write(
        right.folder(),
        right.manifest(),
        new Vocabulary(wrong),
        right.popularity(),
        right.warmup());
    store.publish("spoilt", right.folder());

    // And one whose network cannot be opened
    Files.writeString(right.folder().resolve("saved_model").resolve("saved_model.pb"), "none");
    PackageFiles.write(
        right.folder(), right.manifest(), right.vocabulary(), right.popularity(), right.warmup());
    store.publish("broken", right.folder());

    // When
    assertThat(run("--epochs", "1", "--seed", "1", "--version", "second", "--champion", "first"))
        .isZero();
    assertThat(run("--epochs", "1", "--seed", "1", "--version", "third", "--champion", "spoilt"))
        .isZero();
    assertThat(run("--epochs", "1", "--seed", "1", "--version", "fourth", "--champion", "broken"))
        .isZero();

    // Then
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("no comparison with the champion: there is no complete model nobody")
        .contains("champion    first cannot be scored: ");
    assertThat(first.champion()).hasValue(Comparison.Champion.unscored("nobody"));
    assertThat(first.events()).isEqualTo(12);
    assertThat(first.challenger().get("ndcg@10"))
        .as("everybody takes the next item")
        .isGreaterThan(first.popularity().get("ndcg@10"));
    assertThat(manifest("second").comparison())
        .isEqualTo(
            new Comparison(
                first.events(),
                first.challenger(),
                first.popularity(),
                Optional.of(
                    new Comparison.Champion(
                        "first", first.challenger(), Optional.of(new Comparison.Lead(0, 0))))));
    Comparison third = manifest("third").comparison();
    Map<String, Double> spoilt = third.champion().orElseThrow().metrics();
    assertThat(spoilt.get("ndcg@10")).isLessThan(0.7 * third.challenger().get("ndcg@10"));
    assertThat(spoilt.get("hr@20")).as("two wanted what it lacks").isEqualTo(10 / 12.0);
    assertThat(third.challenger()).isEqualTo(first.challenger());
    assertThat(manifest("fourth").comparison().champion())
        .hasValue(Comparison.Champion.unscored("first"));
  }

  @Test
  void shouldNotTrainAgainWhatItPublishedBeforeItWasKilled() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("store/models/v1"));
    Files.createFile(folder.resolve("store/models/v1/manifest.json"));
    Path left = Files.createDirectories(folder.resolve("checkpoint"));
    Files.createFile(left.resolve("training.checkpoint"));

    // When
    int code = run("--version", "v1", "--checkpoint", left.toString());

    // Then
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("published already: v1", "model v1");
    assertThat(left).isEmptyDirectory();
  }

  @Test
  void shouldCountTheLinesItCannotRead() throws IOException {
    write("interactions", List.of("\"pk\":{\"S\":\"secret\"}"));
    write("catalogue", List.of());

    assertThat(run()).isEqualTo(JobFailures.TOO_LITTLE_DATA);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("1 left out: interactions/0.json.gz line 1: sk is missing")
        .doesNotContain("secret");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there are only 0 interactions");
  }

  @Test
  void shouldTellWhatIsMissingWhereNothingCanBeHeldOut() throws IOException {
    write("catalogue", List.of());
    write(
        "interactions",
        IntStream.range(0, 40).mapToObj(shopper -> TestExport.interaction(shopper, 0)).toList());
    assertThat(run()).isEqualTo(JobFailures.TOO_LITTLE_DATA);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("nobody has three interactions yet, two to learn from and a third");
  }

  @Test
  void shouldLeaveOutWhatTheCatalogueLacks() throws IOException {
    write("interactions", TestExport.interactions());
    List<String> catalogue = new ArrayList<>();
    for (int i = 1; i < TestExport.ITEMS; i++) {
      catalogue.add(item("item" + i, "lamp", 2, i > 1));
    }
    write("catalogue", catalogue);

    assertThat(run("--epochs", "1", "--catalogue-only")).as("%s", err).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("not learnt from: 10 interactions with items that the catalogue lacks");
    assertThat(PackageFiles.read(published()).vocabulary().entries())
        .extracting(Vocabulary.Entry::itemId)
        .containsExactlyInAnyOrder("item1", "item2", "item3", "item4", "item5");
  }

  @Test
  void shouldNotLearnFromTheFuture() throws IOException {
    write("catalogue", List.of());
    write(
        "interactions",
        TestExport.interactions().stream().map(it -> it.replace("1600000", "9600000")).toList());

    assertThat(run()).isEqualTo(JobFailures.TOO_LITTLE_DATA);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("not learnt from: 60 interactions of the future");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there are only 0 interactions");
  }

  @Test
  void shouldFailWhereThereIsNoGpu() {
    assertThat(run("--device", "gpu")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("--device: 'gpu', but TensorFlow sees only [CPU]; use a machine with");
  }

  @ParameterizedTest
  @CsvSource({
    "--export, s3:/bucket, 'folder ''s3:/bucket'' is not accepted'",
    "--models, http://bucket, 'model store ''http://bucket'' is not accepted'",
    "--checkpoint, s3://, 'folder ''s3://'' is not accepted'",
    "--version, ../up, 'model version ''../up'' is not accepted'",
    "--device, tpu, '--device: ''tpu''; give cpu or gpu'",
    "--epochs, 0, '--epochs: 0; give at least 1'"
  })
  void shouldNameTheOptionThatIsNotAccepted(String option, String value, String message) {
    assertThat(run(option, value)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message);
  }

  private Manifest manifest(String version) {
    return PackageFiles.verify(folder.resolve("store").resolve("models").resolve(version));
  }

  private int run(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    addUnlessGiven(arguments, "--export", folder.resolve("export"));
    addUnlessGiven(arguments, "--models", folder.resolve("store"));
    TrainingJob job =
        new TrainingJob(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC(),
            Map.of());
    return new CommandLine(job).execute(arguments.toArray(new String[0]));
  }

  private static void addUnlessGiven(List<String> arguments, String option, Path value) {
    if (!arguments.contains(option)) {
      arguments.addAll(List.of(option, value.toString()));
    }
  }

  private Path published() throws IOException {
    try (Stream<Path> versions = Files.list(folder.resolve("store").resolve("models"))) {
      return versions.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static String item(
      String id, String title, double price, boolean active, float... vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return String.format(
        Locale.ROOT,
        "\"pk\":{\"S\":\"%s\"},\"title\":{\"S\":\"%s\"},\"price\":{\"N\":\"%s\"},"
            + "\"vector\":{\"B\":\"%s\"}%s",
        id,
        title,
        price,
        Base64.getEncoder().encodeToString(bytes.array()),
        active ? ",\"shelf\":{\"S\":\"active\"}" : "");
  }

  /** As an export of a table is. */
  private void write(String table, List<String> items) throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("export").resolve(table)).resolve("0.json.gz");
    Files.write(file, TestExport.file(items));
  }

  private static Interaction interaction(String itemId) {
    return new Interaction(
        new UserKey("somebody"),
        "e",
        itemId,
        "view",
        Instant.ofEpochSecond(1_600_000_400L),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }
}
