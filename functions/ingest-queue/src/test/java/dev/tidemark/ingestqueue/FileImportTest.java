package dev.tidemark.ingestqueue;

import static dev.tidemark.ingestqueue.Progress.NONE;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken in of a file, and what is said of the rest. */
class FileImportTest extends FileImportCase {
  @Test
  void shouldTakeInEventsOfCsv() {
    String csv =
        "\uFEFF" + COLUMNS + "u,a,purchase,1764000000,9.5,\nu,b,view,2025-11-24T16:00:01Z,,\n";

    Report report = take("events/2026/a.CSV", csv.getBytes(UTF_8));

    assertThat(report).hasToString("events/2026/a.CSV: 2 read, 2 stored, 0 already there");
    List<Interaction> stored = interactions.newest(USERS.keyOf("u"), 10);
    assertThat(stored).extracting(Interaction::itemId).containsExactly("b", "a");
    assertThat(stored.get(1).price()).isEqualTo(9.5);
  }

  @Test
  void shouldTakeInEventsOfJsonLines() {
    String lines =
        "{'userId':'u','itemId':'a','type':'view','timestamp':1764000000000}\r\n\n"
            + "{'userId':'u','itemId':'b','type':'view','timestamp':1764000002000}";

    Report report = take("events/a.jsonl", lines.replace('\'', '"').getBytes(UTF_8));

    assertThat(report).hasToString("events/a.jsonl: 2 read, 2 stored, 0 already there");
  }

  @Test
  void shouldTakeInItemsOfBothForms() {
    take("items/a.csv.gz", gzip("item_id,title,vector\na,\"Lamp, small\",0.5 1\n"));
    take("items/b.ndjson.gz", gzip("{\"itemId\":\"b\",\"tags\":[\"new\"]}\n"));

    assertThat(catalogue.stored())
        .containsExactlyInAnyOrder(
            new Item("a", "Lamp, small", "", Double.NaN, List.of(), List.of(0.5f, 1f), true),
            new Item("b", "", "", Double.NaN, List.of("new"), List.of(), true));
  }

  @Test
  void shouldNotSwitchOnWhatWasSwitchedOff() {
    // Given
    take("items/a.csv", "item_id,title\na,A\nb,B\n".getBytes(UTF_8));
    Item off = new Item("a", "", "", Double.NaN, List.of(), List.of(), false);
    catalogue.patch(List.of(new ItemUpdate(off, Set.of(Field.ACTIVE))));

    // When
    take("items/a.csv", "item_id,title\na,Better\nb,Better\n".getBytes(UTF_8));

    // Then
    assertThat(catalogue.stored())
        .extracting(Item::itemId, Item::title, Item::active)
        .containsExactly(tuple("a", "Better", false), tuple("b", "Better", true));
  }

  @Test
  void shouldStoreAFileOnceHoweverOftenItIsDelivered() {
    byte[] csv =
        (COLUMNS + "u,a,view,1764000001,,\nu,b,view,1764000002,,\nu,a,view,1764000001,,\n")
            .getBytes(UTF_8);
    take("events/a.csv", csv);

    assertThat(take("events/a.csv", csv))
        .hasToString("events/a.csv: 3 read, 0 stored, 3 already there");
    assertThat(interactions.size()).isEqualTo(2);
  }

  @Test
  void shouldNameLinesAndFieldsOfWhatIsRefused() {
    String csv =
        COLUMNS
            + "u,a,view,1764000001,,\nme@example.com,b,view,soon,,\nu,c,view,1764000003\nu,,view,1764000004,,\nu,d,view,,,\n";

    assertThat(take("events/a.csv", csv.getBytes(UTF_8)))
        .hasToString(
            "events/a.csv: 5 read, 1 stored, 0 already there,"
                + " 4 refused: 1 x another number of columns or an unclosed quote (at 4), 1 x itemId"
                + " missing (at 5), 1 x timestamp missing (at 6), 1 x timestamp not usable (at 3)");
    assertThat(
            take(
                "events/b.jsonl",
                "{}\nnot json\n{\"userId\":7,\"itemId\":1,\"type\":\"view\",\"timestamp\":1764000000000}"
                    .getBytes(UTF_8)))
        .hasToString(
            "events/b.jsonl: 3 read, 1 stored, 0 already there,"
                + " 2 refused: 1 x a line that is no JSON object, or names a member twice (at 2), 1 x"
                + " userId missing (at 1)");
  }

  @Test
  void shouldNameTheMissingColumnAndQuoteNothingOfTheFile() {
    assertUnreadable(
        "events/a.csv",
        "me@example.com,a,view,1764000001\n".getBytes(UTF_8),
        "the file: no column was found for user, item, time");
  }

  @Test
  void shouldRefuseAFileWithoutAUsableRowTellingWhyAndWhere() {
    assertUnreadable(
        "events/a.csv",
        (COLUMNS + "me@example.com,a,view,soon,,\nu,a,view,soon,,\nme@example.com,b,view,soon,,\n")
            .getBytes(UTF_8),
        "most of its rows cannot be used: timestamp not usable (line 2, 3, 4)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", " \r\n\r\n", COLUMNS, "\uFEFF" + COLUMNS + "\n\n"})
  void shouldHaveNothingToDoInAFileWithoutRows(String text) {
    String nothing = ": nothing to do, there are no entries";

    assertThat(take("events/a.csv", text.getBytes(UTF_8))).hasToString("events/a.csv" + nothing);
    assertThat(take("events/a.csv.gz", gzip(text))).hasToString("events/a.csv.gz" + nothing);
    assertThat(take("events/a.csv.gz", new byte[0])).hasToString("events/a.csv.gz" + nothing);
    assertThat(take("items/a.jsonl", "\n".getBytes(UTF_8))).hasToString("items/a.jsonl" + nothing);
  }

  @Test
  void shouldTakeInWhatIsHalfBadWithHonestCounts() {
    byte[] half = (COLUMNS + "u,a,view,1764000001,,\nbad\n".repeat(2_000)).getBytes(UTF_8);

    assertThat(take("events/a.csv", half).toString())
        .startsWith("events/a.csv: 4000 read, 1 stored, 1999 already there, 2000 refused");
  }

  @Test
  void shouldNotInventTimes() {
    assertUnreadable(
        "events/a.csv",
        (COLUMNS + "u,a,view,,,\nu,b,view,,,\n").getBytes(UTF_8),
        "no row tells its time, which what is stored must have");
  }

  @Test
  void shouldKnowFormatsByTheirColumns() {
    String csv = "timestamp;visitorid;event;itemid;transactionid\n1764000000000;u;view;a;\n";

    assertThat(take("events/rr.csv", csv.getBytes(UTF_16)).toString()).contains("1 stored");
    assertThat(take("items/meta.json", "[{\"asin\":\"a\",\"title\":\"A\"}]".getBytes(UTF_8)))
        .hasToString("items/meta.json: 1 read, 1 stored, 0 already there");
  }

  @Test
  void shouldFindKeysAsTheyAreAndUrlEncoded() {
    byte[] csv = (COLUMNS + "u,a,view,1764000001,,\n").getBytes(UTF_8);
    Map<String, byte[]> bucket =
        Map.of(
            "events/Tee & Käse+100%.csv", csv, "events/%41.csv", csv, "events/A.csv", new byte[0]);
    FileImport files =
        files(key -> Optional.ofNullable(bucket.get(key)).map(ByteArrayInputStream::new));

    assertThat(files.take("events/Tee & Käse+100%.csv", RECEIVED, NONE, PLENTY).toString())
        .contains("1 stored");
    assertThat(
            files.take("events/Tee+%26+K%C3%A4se%2B100%25.csv", RECEIVED, NONE, PLENTY).toString())
        .contains("1 already there");
    assertThat(files.take("events/%41.csv", RECEIVED, NONE, PLENTY).toString())
        .contains("1 already there");
    assertThatThrownBy(() -> files.take("events/100%.csv", RECEIVED, NONE, PLENTY))
        .hasMessage("the file is not there");
  }
}
