package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Event;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose encoding, separator, columns or ids are not as one would have them. */
class TextFormsTest extends FormatFolder {
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void shouldFindTheEncoding(String name) throws IOException {
    String text =
        """
        user_id,item_id,event_type,timestamp
        M\u00fcller,i,view,1788325287
        """;
    Files.write(folder.resolve("events.csv"), text.getBytes(Charset.forName(name)));

    read("Tidemark events");

    assertThat(events.get(0).userId()).isEqualTo("M\u00fcller");
    assertThat(survey.events().get(0).description().encoding())
        .isEqualTo(name.startsWith("UTF-16") ? "UTF-16" : name.replace("windows", "Windows"));
  }

  @Test
  void shouldRefuseRowsWhoseBytesAreNoText() throws IOException {
    byte[] text =
        """
        user_id,item_id,event_type,timestamp
        M\u00fcller,i,view,1788325287
        M?ller,i,view,1788325287
        """
            .getBytes(StandardCharsets.UTF_8);
    text[new String(text, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFC;
    Files.write(folder.resolve("events.csv"), text);

    read("Tidemark events");

    assertThat(events).extracting(Event::userId).containsExactly("M\u00fcller");
    assertThat(
            survey
                .events()
                .get(0)
                .cleaning()
                .rejected()
                .get("bytes that are no text in the file's encoding")
                .firstLines())
        .containsExactly(3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void shouldFindTheSeparatorInAnyOrderOfColumns(String separator) throws IOException {
    String text =
        """
        Price,Datum,Article ID,action,Customer_ID,note
        "1",2026-09-02 05:01:27,i,buy,u,"a ""b"" c"
        """;
    write("sales.csv", text.replace(",", separator).replace("Datum", "Date"));

    read("a table of events");

    assertEvents().containsExactly(tuple("u", "i", "purchase", TIME));
    assertThat(events.get(0).price()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheUsersWordForColumns() throws IOException {
    write(
        "events.csv",
        """
        wer;was;wann;preis
        u;i;02.09.2026 05:01:27;1,5
        """);
    Given given =
        Given.of(
            Map.of(
                "user",
                "wer",
                "item",
                "was",
                "time",
                "wann",
                "type",
                "purchase",
                "price",
                "preis",
                "decimal",
                "comma"));

    survey = DatasetReader.open(folder, given).survey(items::add, events::add);

    assertEvents().containsExactly(tuple("u", "i", "purchase", TIME));
    assertThat(events.get(0).price()).isEqualTo(1.5);
  }

  @Test
  void shouldTellSpoiltIds() throws IOException {
    write(
        "events.csv",
        """
        user_id,item_id,event_type,timestamp
        17850.0,i,view,1788325287
        u,2.00454E+17,view,1788325287
        """);

    read("Tidemark events");

    assertThat(survey.lines().get(0)).contains("2 ids such as 2.00454E+17 or 17850.0");
  }

  @Test
  void shouldRefuseAMemberThatIsNamedTwice() throws IOException {
    write(
        "events.jsonl",
        """
        {"userId":"u","userId":"v","itemId":"i","type":"view","timestamp":1788325287000}
        {"userId":"u","itemId":"i","type":"view","timestamp":1788325287000}
        no json
        """);

    read("Tidemark events, as the API takes them");

    assertThat(events).hasSize(1);
    assertThat(survey.events().get(0).cleaning().rejectedRows()).isEqualTo(2);
  }
}
