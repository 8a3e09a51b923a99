package dev.tidemark.ingestqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FileImportTest {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final TimeLeft PLENTY = new TimeLeft(() -> 60_000);
  private static final String COLUMNS = "user_id,item_id,event_type,timestamp,price,rating\n";

  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();

  @Test
  void shouldTakeInEventsOfCsv() {
    String csv =
        "\uFEFF" + COLUMNS + "u,a,purchase,1764000000,9.5,\nu,b,view,2025-11-24T16:00:01Z,,\n";

    Report report = take("events/2026/a.CSV", csv.getBytes(UTF_8));

    assertThat(report).hasToString("events/2026/a.CSV: 2 stored, 0 already there");
    List<Interaction> stored = interactions.newest(USERS.keyOf("u"), 10);
    assertThat(stored).extracting(Interaction::itemId).containsExactly("b", "a");
    assertThat(stored.get(1).price()).isEqualTo(9.5);
  }

  @Test
  void shouldTakeInEventsOfJsonLines() {
    String lines =
        "{'userId':'u','itemId':'a','type':'view','timestamp':1000}\r\n\n"
            + "{'userId':'u','itemId':'b','type':'view','timestamp':2000}";

    Report report = take("events/a.jsonl", lines.replace('\'', '"').getBytes(UTF_8));

    assertThat(report).hasToString("events/a.jsonl: 2 stored, 0 already there");
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
  void shouldStoreAFileOnceHoweverOftenItIsDelivered() {
    byte[] csv = (COLUMNS + "u,a,view,1,,\nu,b,view,2,,\nu,a,view,1,,\n").getBytes(UTF_8);
    take("events/a.csv", csv);

    assertThat(take("events/a.csv", csv)).hasToString("events/a.csv: 0 stored, 3 already there");
    assertThat(interactions.size()).isEqualTo(2);
  }

  @Test
  void shouldNameLinesAndFieldsOfWhatIsRefused() {
    String csv =
        COLUMNS
            + "u,a,view,1,,\nme@example.com,b,view,soon,,\nu,c,view,3\nu,,view,4,,\nu,d,view,,,\n";

    assertThat(take("events/a.csv", csv.getBytes(UTF_8)))
        .hasToString(
            "events/a.csv: 1 stored, 0 already there,"
                + " 4 refused: itemId (at 5), row (at 4), timestamp (at 3, 6)");
    assertThat(
            take(
                "events/b.jsonl",
                "{}\nnot json\n{\"userId\":7,\"itemId\":1,\"type\":\"view\",\"timestamp\":1}"
                    .getBytes(UTF_8)))
        .hasToString(
            "events/b.jsonl: 1 stored, 0 already there, 2 refused: line (at 2), userId (at 1)");
  }

  @Test
  void shouldRefuseAFileWithoutAHeaderAndQuoteNothingOfIt() {
    assertThatThrownBy(() -> take("events/a.csv", "me@example.com,a,view,1\n".getBytes(UTF_8)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("the first line does not name every needed column");
  }

  @Test
  void shouldKeepTheBatchesBeforeTheEndOfACutFile() {
    byte[] whole = gzip(COLUMNS + rows(20_000));
    byte[] cut = Arrays.copyOf(whole, whole.length - 200);

    assertThatThrownBy(() -> take("events/a.csv.gz", cut))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("the file is no whole gzip file; events/a.csv.gz: ");
    assertThat(interactions.size()).isBetween(500, 19_999);
    assertThatThrownBy(() -> take("events/b.csv.gz", "plain".getBytes(UTF_8)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("the file is no whole gzip file; events/b.csv.gz: 0 stored");
  }

  @Test
  void shouldHandOverBatchesWhileItReads() {
    Batches batches = new Batches();

    take("events/a.csv", (COLUMNS + rows(1200)).getBytes(UTF_8), batches, PLENTY);

    assertThat(batches.sizes).isEqualTo("500 500 200 ");
  }

  @Test
  void shouldStopInTimeAndGoOnWhenDeliveredAgain() {
    byte[] csv = (COLUMNS + rows(1200)).getBytes(UTF_8);
    int[] millis = {60_000, 10_000};
    int[] asked = {0};

    assertThatThrownBy(
            () -> take("events/a.csv", csv, interactions, new TimeLeft(() -> millis[asked[0]++])))
        .isInstanceOf(UnfinishedException.class);
    assertThat(interactions.size()).isEqualTo(500);

    assertThat(take("events/a.csv", csv))
        .hasToString("events/a.csv: 700 stored, 500 already there");
  }

  private Report take(String key, byte[] bytes) {
    return take(key, bytes, interactions, PLENTY);
  }

  private Report take(String key, byte[] bytes, InteractionStore store, TimeLeft time) {
    Ports ports = new Ports(store, catalogue, USERS, Clock.systemUTC());
    return new FileImport(
            any -> Optional.of(new ByteArrayInputStream(bytes)),
            Intake.events(ports),
            Intake.items(ports))
        .take(key, time);
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "u" + i + ",item-" + i * 7919L % 10_007 + ",view," + (1000 + i) + ",,\n")
        .collect(Collectors.joining());
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Keeps nothing but how many came at once. */
  private static final class Batches implements InteractionStore {
    private String sizes = "";

    @Override
    public PutResult put(List<Interaction> batch) {
      sizes += batch.size() + " ";
      return new PutResult(batch.size(), 0, 0);
    }

    @Override
    public List<Interaction> newest(UserKey user, int limit) {
      return List.of();
    }
  }
}
