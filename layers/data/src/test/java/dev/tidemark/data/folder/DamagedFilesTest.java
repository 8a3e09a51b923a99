package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.text.LineReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFilesTest {
  private static final String HEADER = "user_id,item_id,event_type,timestamp,rating,note\n";
  private static final String MALFORMED = "another number of columns or an unclosed quote";

  private static final long FIRST = 1_600_000_000;
  private static final Pattern TIME = Pattern.compile("view,(\\d+)");

  @TempDir private Path folder;
  private final List<Long> times = new ArrayList<>();

  @BeforeEach
  void writeItems() throws IOException {
    write("items.csv", "item_id\ni1\n");
  }

  @Test
  void shouldNotLoseTheLinesBetweenTwoUnclosedQuotes() throws IOException {
    // Given
    StringBuilder text = new StringBuilder(HEADER);
    for (int line = 2; line <= 1001; line++) {
      text.append(line % 100 == 0 ? "u,\"i,view," : "u,i,view,").append(line).append(",,\n");
    }

    // When
    CleaningReport report = read(text.toString());

    // Then
    assertThat(report.rows()).isEqualTo(1000);
    assertThat(report.kept()).isEqualTo(990);
    assertThat(report.rejected().get(MALFORMED).firstLines())
        .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L);
  }

  @Test
  void shouldNotLoseTheLinesAfterAQuoteLeftOpenInTheLastColumn() throws IOException {
    read(HEADER + "u,i,view,2,,\"no end\nu,i,view,3,,\nu,i,view,4,,\n");

    assertThat(times).containsExactly(3L, 4L);
  }

  @Test
  void shouldNotTakeTheNextQuotedRowForTheEndOfAnOpenQuote() throws IOException {
    read(HEADER + "u,i,view,2,,\"no end\nu,i,view,3,,\"a note\"\n\"u\",i,view,4,,\n");

    assertThat(times).containsExactly(3L, 4L);
  }

  @Test
  void shouldKeepAFieldOfSeveralLines() throws IOException {
    CleaningReport report =
        read(HEADER + "u,i,view,2,,\"one\n\n\"\"two\"\"\n\"\nu,i,view,6,,\nu,i,view\n");

    assertThat(times).containsExactly(2L, 6L);
    assertThat(report.rejected().get(MALFORMED).firstLines()).containsExactly(7L);
  }

  @Test
  void shouldKeepARowWithQuotesInTheWrongPlace() throws IOException {
    read(HEADER + "u,i,view,2,,\"round\" box\nu,i,view,3,,5\" box\nu,i,view,4,,box \"a\"\n");

    assertThat(times).containsExactly(2L, 3L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void shouldCountLinesOfEveryKindWithTheEmptyOnes(String end) throws IOException {
    // Given
    String text = "\n" + HEADER + "\nu,i,view,4,,\n\nu,\"i,view,6,,\n\nu,i,view,8,,\nu,i\n\n";

    // When
    CleaningReport report = read(text.replace("\n", end));

    // Then
    assertThat(times).containsExactly(4L, 8L);
    assertThat(report.rejected().get(MALFORMED).firstLines()).containsExactly(6L, 9L);
  }

  @Test
  void shouldReadALastLineWithoutEnd() throws IOException {
    assertThat(read(HEADER + "u,i,view,2,,").kept()).isEqualTo(1);
  }

  @Test
  void shouldReadQuotedNamesBehindAByteOrderMark() throws IOException {
    read("\uFEFF\"user_id\",\"item_id\",\"event_type\",\"timestamp\",\"my\nnote\"\nu,i,view,3,\n");

    assertThat(times).containsExactly(3L);
  }

  @Test
  void shouldRejectAnEndlessLineOnly() throws IOException {
    String endless = "u,i,view,2,," + "x".repeat(2 * LineReader.MAX_CHARACTERS);

    CleaningReport report = read(HEADER + endless + "\nu,i,view,3,,\n");

    assertThat(times).containsExactly(3L);
    assertThat(report.rejected().get("a line of more than a million characters").firstLines())
        .containsExactly(2L);
  }

  @Test
  void shouldSayThatACompressedFileEndsTooEarly() throws IOException {
    // Given
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 50_000; i++) {
      text.append("u,i").append(i * 7919L % 50_021).append(",view,").append(i).append(",,\n");
    }
    byte[] whole = gzip(text.toString());

    // When
    Files.write(folder.resolve("events.csv.gz"), Arrays.copyOf(whole, whole.length / 2));

    // Then
    assertThat(refusal()).contains("events.csv.gz cannot be read to its end: Unexpected end");
  }

  @Test
  void shouldReadWhatIsCompressedOrNotWhateverItsNameSays() throws IOException {
    write("events.csv.gz", HEADER + "u,i,view,2,,\n");
    assertThat(DatasetReader.open(folder).readEvents(event -> {}).get(0).cleaning().kept()).isOne();

    Files.move(folder.resolve("events.csv.gz"), folder.resolve("events.csv"));
    Files.write(folder.resolve("events.csv"), gzip(HEADER + "u,i,view,1600000002,,\n"));
    assertThat(DatasetReader.open(folder).readEvents(event -> {}).get(0).cleaning().kept()).isOne();
  }

  @Test
  void shouldSayWhatAWorkbookIsToBecome() throws IOException {
    Files.write(folder.resolve("events.csv"), new byte[] {'P', 'K', 3, 4, 20, 0});

    assertThat(refusal()).contains("events.csv cannot be read").contains("save it as CSV");
  }

  @Test
  void shouldSayThatAFileIsEmpty() throws IOException {
    write("events.csv", "\n");

    assertThat(refusal()).contains("events.csv is empty");
  }

  @Test
  void shouldSayThatAFolderIsNoFile() throws IOException {
    Files.createDirectory(folder.resolve("events.csv"));

    assertThat(refusal()).contains("events.csv cannot be read");
  }

  @Test
  void shouldSayThatTheFirstLineIsDamaged() throws IOException {
    write("events.csv", "user_id,\"item_id,event_type,timestamp\nu,i,view,1\n");

    assertThat(refusal()).contains("its first line is damaged");
  }

  @Test
  @Timeout(20)
  void shouldNotReadAFileOfLoneQuotesTimeAndAgain() throws IOException {
    CleaningReport report = read(HEADER + "u,\"\n".repeat(300_000) + "u,i,view,3,,\n");

    assertThat(times).containsExactly(3L);
    assertThat(report.rejected().get(MALFORMED).count()).isEqualTo(300_000);
  }

  @Test
  void shouldNotRepeatAWholeStrangeFile() throws IOException {
    write("events.csv", "\u0000\u0001,\"\n\"," + "x".repeat(100_000));

    assertThat(refusal()).contains("no column was found for user").hasSizeLessThan(900);
  }

  /** The one line that says why the folder cannot be read. */
  private String refusal() {
    DatasetException refusal =
        catchThrowableOfType(
            DatasetException.class, () -> DatasetReader.open(folder).readEvents(event -> {}));
    assertThat(refusal.getMessage().chars().noneMatch(Character::isISOControl)).isTrue();
    return refusal.getMessage();
  }

  /** Reads events whose timestamp is the number of their line. */
  private CleaningReport read(String text) throws IOException {
    write("events.csv", text);
    return DatasetReader.open(folder)
        .readEvents(event -> times.add(event.timestamp().getEpochSecond() - FIRST))
        .get(0)
        .cleaning();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Times stand in the texts as seconds after {@link #FIRST}. */
  private void write(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name),
        TIME.matcher(text).replaceAll(it -> "view," + (FIRST + Long.parseLong(it.group(1)))));
  }
}
