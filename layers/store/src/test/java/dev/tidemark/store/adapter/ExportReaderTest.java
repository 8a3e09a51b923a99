package dev.tidemark.store.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
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
      "{\"Item\":{\"pk\":{\"S\":\"u1\"},\"sk\":{\"S\":\"001700000000123#e#1\"},"
          + "\"itemId\":{\"S\":\"i\"},\"type\":{\"S\":\"view\"},\"value\":{\"N\":\"1E+3\"},"
          + "\"price\":{\"N\":\"2.50\"},\"quantity\":{\"N\":\"3\"},"
          + "\"context\":{\"M\":{\"Item\":{\"S\":\"\\u00e9\"}}},\"expiresAt\":{\"N\":\"1\"}}}";

  @TempDir private Path folder;

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
                1000,
                2.5,
                3,
                Map.of("Item", "é")));
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
    new ExportReader(folder).items(read::add);

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
  void shouldNotTakeALineThatWasCutOffForAWholeOne() throws IOException {
    write("interactions/a.json.gz", compressed(EVENT.substring(0, EVENT.length() - 1)));

    assertUnreadable();
  }

  @Test
  void shouldRefuseWhatIsNoExport() throws IOException {
    write("interactions/a.json.gz", "plain".getBytes(StandardCharsets.UTF_8));

    assertUnreadable();
  }

  @Test
  void shouldNameATypeThatIsInNoTable() throws IOException {
    write("interactions/a.json.gz", compressed(EVENT.replace("{\"N\":\"3\"}", "{\"NULL\":true}")));

    assertThatThrownBy(this::interactions)
        .hasRootCauseMessage("attributes of type NULL are in no table of ours");
  }

  @Test
  void shouldNameAFolderThatIsMissing() {
    ExportReader missing = new ExportReader(folder.resolve("missing"));

    assertThatThrownBy(() -> missing.items(it -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.resolve("missing").toString());
  }

  private void assertUnreadable() {
    assertThatThrownBy(this::interactions)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.toString());
  }

  private List<Interaction> interactions() {
    List<Interaction> read = new ArrayList<>();
    new ExportReader(folder).interactions(read::add);
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
