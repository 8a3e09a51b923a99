package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.Scores;
import dev.tidemark.model.TensorFlowScorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainingJobIT {
  private static final int SHOPPERS = 12;
  private static final int ITEMS = 6;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldServeItemsOfTheCatalogueThatNobodyMetYet() throws IOException {
    // Given
    writeInteractions();
    List<String> catalogue = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
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
    ModelPackage model = ModelPackage.read(published());
    List<Vocabulary.Entry> entries = model.vocabulary().entries();
    assertThat(entries).hasSize(ITEMS + 2);
    assertThat(entries.subList(ITEMS, ITEMS + 2))
        .containsExactly(
            new Vocabulary.Entry("new", "", 3.5), new Vocabulary.Entry("odd", "", 3.5));
    assertThat(model.popularity()).hasSize(ITEMS + 2).endsWith("new", "odd");
    try (TensorFlowScorer scorer = TensorFlowScorer.load(model)) {
      SequenceEncoder encoder = model.encoder();
      Interaction meeting = interaction("new");
      Scores scores =
          scorer.score(
              encoder.encode(
                  encoder.history(List.of(meeting)), meeting.timestamp().toEpochMilli() + 1000));
      assertThat(scores.logits()).hasSize(ITEMS + 2);
      double sum = 0;
      for (int row = 0; row < scores.logits().length; row++) {
        double probability = Math.exp(scores.logits()[row]);
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

  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--export", folder.resolve("export").toString(),
                "--models", folder.resolve("store").toString()));
    arguments.addAll(List.of(more));
    TrainingJob job =
        new TrainingJob(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC(),
            Map.of());
    return new CommandLine(job).execute(arguments.toArray(new String[0]));
  }

  private Path published() throws IOException {
    try (Stream<Path> versions = Files.list(folder.resolve("store").resolve("models"))) {
      return versions.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private void writeInteractions() throws IOException {
    List<String> interactions = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      for (int i = 0; i < 5; i++) {
        interactions.add(
            String.format(
                Locale.ROOT,
                "\"pk\":{\"S\":\"shopper%d\"},\"sk\":{\"S\":\"%015d#e\"},"
                    + "\"itemId\":{\"S\":\"item%d\"},\"type\":{\"S\":\"view\"}",
                shopper,
                1_600_000_000_000L + i * 60_000L,
                (shopper + i) % ITEMS));
      }
    }
    write("interactions", interactions);
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
    StringBuilder text = new StringBuilder();
    items.forEach(item -> text.append("{\"Item\":{").append(item).append("}}\n"));
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
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
