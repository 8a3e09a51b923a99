package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.DatasetException;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetReaderTest {
  private static final String HEADER =
      "user_id,item_id,event_type,timestamp,category,price,rating\n";

  private static final long FIRST = 1_600_000_000;
  private static final Pattern TIME = Pattern.compile("(view|rating|purchase),(\\d{1,3})(?=[,\n])");

  @TempDir private Path folder;
  private final List<Event> events = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();

  @BeforeEach
  void writeItems() throws IOException {
    write("items.csv", "item_id,title,category,price\ni1,\"A \"\"good\"\" lamp\",HOME,2.5\n");
  }

  @Test
  void shouldReadEventsAndItems() throws IOException {
    write("events.csv", HEADER + "u1,i1,purchase,1291194000,HOME,2.55,\nu1,i1,rating,10,,,4.5\n");

    CleaningReport report = read();

    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.kept()).isEqualTo(2);
    assertThat(events.get(0).timestamp()).isEqualTo(Instant.parse("2010-12-01T09:00:00Z"));
    assertThat(events.get(0).price()).isEqualTo(2.55);
    assertThat(events.get(0).value()).isNaN();
    assertThat(events.get(1).value()).isEqualTo(4.5);
    assertThat(items).extracting(Item::title).containsExactly("A \"good\" lamp");
  }

  @Test
  void shouldReadPromotions() throws IOException {
    write(
        "events.csv",
        """
        user_id,item_id,event_type,timestamp,promotion
        u,i,view,10,
        u,i,view,20,false
        u,i,view,30,spring sale
        """);

    assertThat(read().kept()).isEqualTo(3);
    assertThat(events)
        .extracting(event -> Interaction.of(event, new UserKey("u"), 0).isPromoted())
        .containsExactly(false, false, true);
    assertThat(events.get(2).context()).containsExactly(Map.entry("promotion", "spring sale"));
  }

  @Test
  void shouldReadGzip() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("events.csv.gz")))) {
      out.write((HEADER + "u1,i1,view,1600000010,,,\n").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read().kept()).isEqualTo(1);
  }

  @Test
  void shouldReadMovieLens() throws IOException {
    Files.delete(folder.resolve("items.csv"));
    write("ratings.csv", "userId,movieId,rating,timestamp\n1,31,2.5,1260759144\n");
    write(
        "movies.csv",
        "movieId,title,genres\n31,\"Dangerous, Minds (1995)\",Drama|War\n32,X,(no genres listed)\n");

    CleaningReport report = read();

    assertThat(report.kept()).isEqualTo(1);
    assertThat(events.get(0).type()).isEqualTo("rating");
    assertThat(events.get(0).value()).isEqualTo(2.5);
    assertThat(items.get(0).title()).isEqualTo("Dangerous, Minds (1995)");
    assertThat(items.get(0).category()).isEqualTo("Drama|War");
    assertThat(items.get(1).category()).isEmpty();
  }

  @Test
  void shouldReadAsOftenAsAsked() throws IOException {
    write("events.csv", HEADER + "u1,i1,view,10,,,\nu1,i1,view,10,,,\nu1,i1,view,11,,,\n");
    DatasetReader reader = DatasetReader.open(folder);

    List<FileReport> first = reader.readEvents(events::add);
    List<FileReport> second = reader.readEvents(events::add);

    assertThat(second).isEqualTo(first);
    assertThat(events.subList(2, 4)).isEqualTo(events.subList(0, 2));
    assertThat(events).extracting(Event::eventId).containsOnly("");
  }

  @Test
  void shouldFindColumnsByName() throws IOException {
    write(
        "events.csv",
        "device, timestamp ,event_type,user_id,item_id\nphone,1600000010,view, u1 ,i1\n");

    assertThat(read().kept()).isEqualTo(1);
    assertThat(events.get(0).userId()).isEqualTo("u1");
    assertThat(events.get(0).price()).isNaN();
  }

  @Test
  void shouldBeNamedAsItsFolder() throws IOException {
    Path shop = Files.createDirectory(folder.resolve("my-shop"));
    Files.writeString(shop.resolve("events.csv"), HEADER);
    Files.writeString(shop.resolve("items.csv"), "item_id\n");

    assertThat(DatasetReader.open(shop).name()).isEqualTo("my-shop");
    assertThat(DatasetReader.open(shop.resolve("../my-shop/.")).name()).isEqualTo("my-shop");
    assertThat(DatasetReader.open(shop).readEvents(event -> {}).get(0).cleaning())
        .isEqualTo(new CleaningReport("events.csv", 0, 0, 0, Map.of(), Map.of()));
  }

  @Test
  void shouldCountARepeatedUnusableRowAsADuplicate() throws IOException {
    write("events.csv", HEADER + "u1,,view,10,,,\nu1,,view,10,,,\n");

    CleaningReport report = read();

    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.rejectedRows()).isEqualTo(1);
  }

  @Test
  void shouldCleanItemsToo() throws IOException {
    write("events.csv", HEADER);
    write(
        "items.csv",
        "item_id,title,price\ni1,Lamp,2.5\n,Lamp,1\ni3,Lamp,-1\ni1,Lamp,2.5\ni5,Lamp,\n");

    CleaningReport report =
        DatasetReader.open(folder).readItems(update -> items.add(update.item())).get(0).cleaning();

    assertThat(report.file()).isEqualTo("items.csv");
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.rejected()).containsOnlyKeys("itemId missing");
    assertThat(report.lost()).containsOnlyKeys("price not usable");
    assertThat(items).extracting(Item::itemId).containsExactly("i1", "i3", "i5");
    assertThat(items.get(1).price()).isNaN();
    assertThat(items).extracting(Item::active).containsOnly(true);
  }

  @Test
  void shouldListTheFirstLinesOnly() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 150; i++) {
      text.append("u").append(i).append(",,view,10,,,\n");
    }
    write("events.csv", text.toString());

    CleaningReport.Rejection rejection = read().rejected().get("itemId missing");

    assertThat(rejection.count()).isEqualTo(150);
    assertThat(rejection.firstLines()).hasSize(100).startsWith(2L).endsWith(101L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Infinity",
        "1e400",
        "-5",
        "17000",
        "946684799e3",
        "5 o'clock",
        "2026-02-30",
        "2026-01-05T24:00:00Z",
        "2026-01-05 10:00:00+25:00",
        "2026-13-05T10:00:00Z",
        "99999999999999999",
        "٣",
        "T"
      })
  void shouldRefuseAnUnreadableTime(String time) throws IOException {
    write("events.csv", HEADER + "u1,i1,view,1600000000,,,\nu1,i1,view," + time + ",,,\n");

    assertThat(read().rejected()).containsOnlyKeys("timestamp not usable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "-1", "1e13", "1e-10", "dear", "0x1p3", "1d", "٣"})
  void shouldKeepARowWithoutAPriceThatCannotBeRead(String price) throws IOException {
    write("events.csv", HEADER + "u1,i1,view,10,," + price + ",\n");

    CleaningReport report = read();

    assertThat(report.kept()).isEqualTo(1);
    assertThat(events.get(0).price()).isNaN();
    assertThat(report.lost()).containsOnlyKeys("price not usable");
    assertThat(report.lost().get("price not usable").firstLines()).containsExactly(2L);
  }

  @Test
  void shouldDropExactDuplicatesOnly() throws IOException {
    write(
        "events.csv",
        HEADER + "u1,i1,view,10,,1,\nu1,i1,view,10,,1,\nu1,i1,view,10,,2,\nu1,i1,view,11,,1,\n");

    CleaningReport report = read();

    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(events).hasSize(3);
  }

  @Test
  void shouldListWhatIsNotUsableByReasonAndLine() throws IOException {
    write(
        "events.csv",
        HEADER
            + ",i1,view,10,,,\n" // 2
            + "u1,,view,10,,,\n" // 3
            + "u1,i1,view,soon,,,\n" // 4
            + "u1,i1,view,10,,cheap,\n" // 5
            + "u1,i1,view,10\n" // 6
            + "u1,i1,view,10,,,\n" // 7: good
            + ",i2,view,10,,,\n"); // 8

    CleaningReport report = read();

    assertThat(report.kept()).isEqualTo(2);
    assertThat(report.rejectedRows()).isEqualTo(5);
    assertThat(report.rejected().get("userId missing").firstLines()).containsExactly(2L, 8L);
    assertThat(report.rejected().get("itemId missing").firstLines()).containsExactly(3L);
    assertThat(report.rejected().get("timestamp not usable").firstLines()).containsExactly(4L);
    assertThat(report.lost().get("price not usable").firstLines()).containsExactly(5L);
    assertThat(report.rejected().get("another number of columns or an unclosed quote").count())
        .isEqualTo(1);
  }

  @Test
  void shouldNotLoseTheLinesAfterAnUnclosedQuote() throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append("u1,\"i1,view,10,,,\n");
    for (int i = 0; i < 500; i++) {
      text.append("u2,i1,view,").append(i).append(",,,\n");
    }
    write("events.csv", text.toString());

    CleaningReport report = read();

    assertThat(report.kept()).isEqualTo(500);
    assertThat(report.rejected().get("another number of columns or an unclosed quote").firstLines())
        .containsExactly(2L);
  }

  @Test
  void shouldReadVectorsAndLoseOnlyThoseThatCannotBeRead() throws IOException {
    write(
        "items.csv",
        "item_id,vector\n"
            + "i1,0.5 -1e-3  2\n"
            + "i2,\n"
            + "i3,\"0.5,1\"\n"
            + "i4,0.5 NaN\n" // 5
            + "i5,1e99\n" // 6
            + "i6, [1 2] \n");
    write("events.csv", HEADER);

    CleaningReport report =
        DatasetReader.open(folder).readItems(update -> items.add(update.item())).get(0).cleaning();

    assertThat(items)
        .extracting(Item::vector)
        .containsExactly(
            List.of(0.5f, -1e-3f, 2f),
            List.of(),
            List.of(0.5f, 1f),
            List.of(),
            List.of(),
            List.of(1f, 2f));
    assertThat(report.lost().get("vector not usable").firstLines()).containsExactly(5L, 6L);
  }

  @Test
  void shouldGiveRowsOfAFileWithoutTimesASecondEachInFileOrder() throws IOException {
    write(
        "events.csv", HEADER + "u1,i1,view,,,,\nu2,i1,view,,,,\nu1,i1,view,,,,\nu1,i2,view,,,,\n");

    CleaningReport report = read();

    assertThat(report.duplicates()).isZero();
    assertThat(events)
        .extracting(event -> event.userId() + event.timestamp().getEpochSecond())
        .containsExactly("u11", "u21", "u12", "u13");
  }

  @Test
  void shouldNotInventTheTimeThatOneRowLacks() throws IOException {
    write("events.csv", HEADER + "u1,i1,view,10,,,\nu1,i2,view,,,,\n");

    assertThat(read().rejected()).containsOnlyKeys("timestamp missing");
  }

  @Test
  void shouldReadWhatSpreadsheetsWriteForNothingAsNothing() throws IOException {
    write(
        "events.csv",
        HEADER
            + "NULL,i1,view,10,,,\nnan,i1,view,10,,,\nNone,i1,view,10,,,\n\\N,i1,view,10,,,\n"
            + "u1,i1,view,10,,NULL,NaN\n");

    assertThat(read().rejected()).containsOnlyKeys("userId missing");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).price()).isNaN();
  }

  @Test
  void shouldReadTheSameIdWhateverIsBlankAroundIt() throws IOException {
    write("events.csv", HEADER + " u1\u00A0,\ti1 ,view,10,,,\n");

    assertThat(read().kept()).isOne();
    assertThat(events.get(0).userId() + events.get(0).itemId()).isEqualTo("u1i1");
  }

  @Test
  void shouldNotMakeOneUserOfTwoWhoseLettersAreLost() throws IOException {
    write("events.csv", HEADER + "M\uFFFDller,i1,view,10,,,\n");

    assertThat(read().rejected()).containsOnlyKeys("userId not usable");
  }

  @Test
  void shouldLeaveOutWhatIsToHappenInALineOfItsOwn() throws IOException {
    write(
        "events.csv",
        HEADER + "u1,i1,view,10,,,\nu1,i1,view,4000000000,,,\nu1,i2,view,4000000000,,,\n");

    assertThat(read().lines())
        .anySatisfy(
            line -> assertThat(line).contains("2 x timestamp not usable").contains("24 h ahead"));
  }

  @Test
  void shouldNotReadFilesThatWereMisunderstood() throws IOException {
    write("events.csv", HEADER + "u1,i1,view,soon,,,\n".repeat(1) + twenty("later"));

    Survey survey = DatasetReader.open(folder).survey(item -> {}, event -> {});

    assertThatThrownBy(survey::refuseLosses)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("events.csv: most of its rows cannot be used")
        .hasMessageContaining("timestamp not usable")
        .hasMessageContaining("'soon'")
        .hasMessageContaining("--map time=COLUMN");
  }

  private static String twenty(String time) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append("u1,i").append(i).append(",view,").append(time).append(",,,\n");
    }
    return rows.toString();
  }

  @Test
  void shouldReadAllFilesOfAKind() throws IOException {
    write("events-2026-10.csv", HEADER + "u1,i1,view,10,,,\n");
    write("events-2026-11.csv", HEADER + "u1,i1,view,10,,,\nu2,i1,view,11,,,\n");

    List<FileReport> reports = DatasetReader.open(folder).readEvents(events::add);

    assertThat(reports).extracting(it -> it.cleaning().kept()).containsExactly(1L, 1L);
    assertThat(reports.get(1).cleaning().duplicates()).as("of the other file's row").isOne();
  }

  @Test
  void shouldRefuseTheSameFileInTwoForms() throws IOException {
    write("events.csv", HEADER);
    write("events.csv.gz", HEADER);

    assertThatThrownBy(() -> DatasetReader.open(folder))
        .hasMessageContaining("holds both events.csv and events.csv.gz; remove one of them");
  }

  @Test
  void shouldTellOfItemsThatComeAgainOrAreMissing() throws IOException {
    write("items.csv", "item_id,title\ni1,first\ni1,last\n");
    write("events.csv", HEADER + "u1,i1,view,10,,,\nu1,i7,view,10,,,\n");

    Survey survey = DatasetReader.open(folder).survey(it -> items.add(it.item()), event -> {});

    assertThat(items).extracting(Item::title).containsExactly("first", "last");
    assertThat(survey.lines())
        .anySatisfy(line -> assertThat(line).contains("1 items, some of them in several rows"))
        .anySatisfy(line -> assertThat(line).startsWith("1 items of the events are in no file"));
  }

  @Test
  void shouldPassOverAByteOrderMarkAndEmptyLines() throws IOException {
    write("events.csv", "\uFEFF" + HEADER + "\nu1,i1,view,10,,,\n\n");

    assertThat(read().kept()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatAFolderLacks() throws IOException {
    assertThatThrownBy(() -> DatasetReader.open(folder.resolve("nowhere")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is not a folder that can be read");
    Files.delete(folder.resolve("items.csv"));
    assertThatThrownBy(() -> DatasetReader.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("holds neither events*.csv nor items*.csv");
    write("events.csv", "who,what,event_type,timestamp\n");
    assertThatThrownBy(() -> DatasetReader.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no column was found for user, item; its columns are who,what,event_")
        .hasMessageContaining("--map user=COLUMN");
    write("events.csv", "user_id,item_id,timestamp\n");
    assertThatThrownBy(() -> DatasetReader.open(folder))
        .hasMessageContaining("no column was found for type")
        .hasMessageContaining("--map type=view");
    write("events.csv", "");
    assertThatThrownBy(() -> DatasetReader.open(folder)).hasMessageContaining("is empty");
  }

  private CleaningReport read() {
    DatasetReader reader = DatasetReader.open(folder);
    reader.readItems(update -> items.add(update.item()));
    return reader.readEvents(events::add).get(0).cleaning();
  }

  /** Short times stand in the texts as seconds after {@link #FIRST}. */
  private void write(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name),
        TIME.matcher(text)
            .replaceAll(it -> it.group(1) + "," + (FIRST + Long.parseLong(it.group(2)))));
  }
}
