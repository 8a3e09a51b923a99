package dev.tidemark.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.LocalFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads files as AWS's own export writes them, and tells where one is damaged. */
class ExportReaderTest {
  private static final String EVENT =
      "{\"Item\":{\"pk\":{\"S\":\"u1\"},\"sk\":{\"S\":\"e#1\"},"
          + "\"place\":{\"S\":\"001700000000123#0000000000000000042#e#1\"},"
          + "\"itemId\":{\"S\":\"i\"},\"type\":{\"S\":\"view\"},\"value\":{\"N\":\"1E+3\"},"
          + "\"price\":{\"N\":\"2.50\"},\"quantity\":{\"N\":\"3\"},"
          + "\"context\":{\"M\":{\"Item\":{\"S\":\"\\u00e9\"}}},\"expiresAt\":{\"N\":\"1\"}}}";

  @TempDir private Path folder;
  private ExportReader.Lines lines;
  private Map<UserKey, Instant> erased = Map.of();

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("interactions"));
    Files.createDirectories(folder.resolve("catalogue"));
  }

  @Test
  void shouldReadInteractionsOfSeveralFilesAndNothingElse() throws IOException {
    // Given
    write("interactions/b.json.gz", compressed(EVENT.replace("u1", "u2")));
    write("interactions/a.json.gz", compressed(EVENT + "\n" + EVENT.replace("u1", "u3") + "\n"));
    write("interactions/empty.json.gz", compressed(""));
    write("interactions/manifest-summary.json", "{}".getBytes(StandardCharsets.UTF_8));

    // When
    List<Interaction> read = interactions();

    // Then
    assertThat(read)
        .extracting(it -> it.user().value())
        .containsExactlyInAnyOrder("u1", "u2", "u3");
    assertThat(read)
        .contains(
            new Interaction(
                new UserKey("u1"),
                "e#1",
                "i",
                "view",
                Instant.ofEpochMilli(1_700_000_000_123L),
                42,
                1000,
                2.5,
                3,
                Map.of("Item", "é")));
  }

  @Test
  void shouldPassOverImpressionsWithoutAWord() throws IOException {
    String shown = EVENT.replace("\"view\"", "\"impression\"");
    String placeless = shown.replace("place", "shown");
    write("interactions/a.json.gz", compressed(String.join("\n", placeless, EVENT, shown)));

    assertThat(interactions()).extracting(Interaction::type).containsExactly("view");
    assertThat(lines).isEqualTo(new ExportReader.Lines(1, 0, List.of()));
  }

  @Test
  void shouldPassOverTombstonesAndWhatUsersDidBeforeTheyWereErased() throws IOException {
    // Given
    String tombstone =
        "{\"Item\":{\"pk\":{\"S\":\"u9\"},\"sk\":{\"S\":\"#erased\"},"
            + "\"place\":{\"S\":\"erased\"},\"erasedAt\":{\"N\":\"1700000000123\"}}}";
    String after = EVENT.replace("001700000000123", "001700000000124");
    erased = Map.of(new UserKey("u1"), Instant.ofEpochMilli(1_700_000_000_123L));
    write(
        "interactions/a.json.gz",
        compressed(String.join("\n", EVENT, tombstone, after, EVENT.replace("u1", "u2"))));

    // When
    List<Interaction> read = interactions();

    // Then
    assertThat(read)
        .extracting(it -> it.user().value() + " " + it.timestamp().toEpochMilli())
        .containsExactly("u1 1700000000124", "u2 1700000000123");
    assertThat(lines).isEqualTo(new ExportReader.Lines(2, 0, List.of()));
  }

  @Test
  void shouldReadItems() throws IOException {
    // Given
    write(
        "catalogue/a.json.gz",
        compressed(
            "{\"Item\":{\"pk\":{\"S\":\"i\"},\"title\":{\"S\":\"T\"},\"category\":{\"S\":\"c\"},"
                + "\"price\":{\"N\":\"9\"},\"tags\":{\"L\":[{\"S\":\"x\"},{\"S\":\"y\"}]},"
                + "\"vector\":{\"B\":\"AACAPwAAAMA=\"},\"active\":{\"BOOL\":true},"
                + "\"shelf\":{\"S\":\"active\"},\"listedAt\":{\"N\":\"5\"}}}"));

    // When
    List<Item> read = new ArrayList<>();
    new ExportReader(new LocalFolder(folder), erased).items(read::add);

    // Then
    assertThat(read)
        .containsExactly(new Item("i", "T", "c", 9, List.of("x", "y"), List.of(1f, -2f), true));
  }

  @Test
  void shouldNotTakeAFileThatWasCutOffForAWholeOne() throws IOException {
    byte[] whole = compressed((EVENT + "\n").repeat(500));
    write("interactions/a.json.gz", Arrays.copyOf(whole, whole.length / 2));

    assertUnreadable();
  }

  @Test
  void shouldLeaveOutALineThatCannotBeRead() throws IOException {
    // Given
    String cut = EVENT.substring(0, EVENT.length() - 1);
    String otherType = EVENT.replace("{\"N\":\"3\"}", "{\"NULL\":true}");
    String noItem = EVENT.replace("itemId", "anotherId");
    write(
        "interactions/a.json.gz",
        compressed(String.join("\n", EVENT, cut, "", EVENT + EVENT, otherType, EVENT)));
    write("interactions/b.json.gz", compressed("[]\n" + noItem + "\n\0\n" + EVENT));

    // When
    List<Interaction> read = interactions();

    // Then the neighbours are there, and nothing of a line is told
    assertThat(read).hasSize(3);
    assertThat(lines)
        .isEqualTo(
            new ExportReader.Lines(
                3,
                6,
                List.of(
                    "interactions/a.json.gz line 2: no item in DynamoDB's JSON",
                    "interactions/a.json.gz line 4: no item in DynamoDB's JSON",
                    "interactions/a.json.gz line 5: no item in DynamoDB's JSON",
                    "interactions/b.json.gz line 1: no item in DynamoDB's JSON",
                    "interactions/b.json.gz line 2: itemId is missing")))
        .asString()
        .startsWith("3 lines, and 6 left out: interactions/a.json.gz line 2")
        .endsWith("; ...");
  }

  @Test
  void shouldReadTheNewestCompleteExportInDynamoDbsOwnLayout() throws IOException {
    // Given one that is whole, one of before, and one that was broken off
    String older = "interactions/AWSDynamoDB/01700000000000-aa";
    String whole = "interactions/AWSDynamoDB/01800000000000-aa";
    String broken = "interactions/AWSDynamoDB/01900000000000-aa";
    for (String export : List.of(older, whole, broken)) {
      Files.createDirectories(folder.resolve(export).resolve("data"));
      write(export + "/_started", new byte[0]);
      write(export + "/data/a.json.gz", compressed(EVENT.replace("u1", export)));
      write(export + "/data/not listed.json.gz", compressed(EVENT));
    }
    for (String export : List.of(older, whole)) {
      write(
          export + "/manifest-files.json",
          ("{\"itemCount\":1,\"md5Checksum\":\"x\",\"etag\":\"x\",\"dataFileS3Key\":\"any/"
                  + export
                  + "/data/a.json.gz\"}\n")
              .getBytes(StandardCharsets.UTF_8));
      write(export + "/manifest-summary.json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    // When, then
    assertThat(interactions()).extracting(it -> it.user().value()).containsExactly(whole);
  }

  @Test
  void shouldPassOverWhatHadExpiredWhenDynamoDbExportedIt() throws IOException {
    String export = "interactions/AWSDynamoDB/01700000000000-aa";
    Files.createDirectories(folder.resolve(export).resolve("data"));
    String later =
        EVENT.replace("\"expiresAt\":{\"N\":\"1\"}", "\"expiresAt\":{\"N\":\"1700000001\"}");
    write(export + "/data/a.json.gz", compressed(EVENT + "\n" + later.replace("u1", "u2")));
    write(
        export + "/manifest-files.json",
        "{\"dataFileS3Key\":\"a/data/a.json.gz\"}".getBytes(StandardCharsets.UTF_8));
    write(
        export + "/manifest-summary.json",
        "{\"exportTime\":\"2023-11-14T22:13:20.000Z\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(interactions()).extracting(it -> it.user().value()).containsExactly("u2");
    assertThat(lines.unreadable()).isZero();
  }

  @Test
  void shouldMissAFileThatTheManifestNames() throws IOException {
    String export = "interactions/AWSDynamoDB/01700000000000-aa";
    Files.createDirectories(folder.resolve(export));
    write(
        export + "/manifest-files.json",
        "{\"dataFileS3Key\":\"a/data/a.json.gz\"}".getBytes(StandardCharsets.UTF_8));
    write(export + "/manifest-summary.json", "{}".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(this::interactions)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(export + "/data/a.json.gz is missing; export again");
  }

  @Test
  void shouldRefuseAnExportThatIsNotComplete() throws IOException {
    String export = "interactions/AWSDynamoDB/01700000000000-aa";
    Files.createDirectories(folder.resolve(export).resolve("data"));
    write(export + "/data/a.json.gz", compressed(EVENT));

    assertThatThrownBy(this::interactions)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no complete export in interactions/");
  }

  @Test
  void shouldRefuseWhatIsNoExport() throws IOException {
    write("interactions/a.json.gz", "plain".getBytes(StandardCharsets.UTF_8));

    assertUnreadable();
  }

  @Test
  void shouldNameAFolderThatIsMissing() {
    ExportReader missing = new ExportReader(new LocalFolder(folder.resolve("missing")), erased);

    assertThatThrownBy(() -> missing.items(it -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.resolve("missing").toString());
  }

  private void assertUnreadable() {
    assertThatThrownBy(this::interactions)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("interactions/a.json.gz");
  }

  private List<Interaction> interactions() {
    List<Interaction> read = new ArrayList<>();
    lines = new ExportReader(new LocalFolder(folder), erased).interactions(read::add);
    return read;
  }

  private void write(String file, byte[] content) throws IOException {
    Files.write(folder.resolve(file), content);
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
