package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.data.CleaningReport;
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
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is read of a data folder. */
class DatasetReaderTest extends DatasetCase {
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
  void shouldReadAllFilesOfAKind() throws IOException {
    write("events-2026-10.csv", HEADER + "u1,i1,view,10,,,\n");
    write("events-2026-11.csv", HEADER + "u1,i1,view,10,,,\nu2,i1,view,11,,,\n");

    List<FileReport> reports = DatasetReader.open(folder).readEvents(events::add);

    assertThat(reports).extracting(it -> it.cleaning().kept()).containsExactly(1L, 1L);
    assertThat(reports.get(1).cleaning().duplicates()).as("of the other file's row").isOne();
  }

  @Test
  void shouldPassOverAByteOrderMarkAndEmptyLines() throws IOException {
    write("events.csv", "\uFEFF" + HEADER + "\nu1,i1,view,10,,,\n\n");

    assertThat(read().kept()).isEqualTo(1);
  }
}
