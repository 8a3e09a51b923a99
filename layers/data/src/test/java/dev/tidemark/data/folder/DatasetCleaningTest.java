package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.DatasetException;
import dev.tidemark.domain.Item;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a data folder is dropped or refused, and what is said of it. */
class DatasetCleaningTest extends DatasetCase {
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
  void shouldNotInventTheTimeThatOneRowLacks() throws IOException {
    write("events.csv", HEADER + "u1,i1,view,10,,,\nu1,i2,view,,,,\n");

    assertThat(read().rejected()).containsOnlyKeys("timestamp missing");
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
}
