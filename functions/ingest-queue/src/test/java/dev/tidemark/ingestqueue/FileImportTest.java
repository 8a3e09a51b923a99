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
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Ports;
import dev.tidemark.ingestqueue.Unpacked.Limits;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileImportTest {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Instant RECEIVED = Instant.parse("2026-11-24T12:00:00Z");
  private static final TimeLeft PLENTY = new TimeLeft(() -> 60_000);
  private static final String COLUMNS = "user_id,item_id,event_type,timestamp,price,rating\n";

  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();

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
  void shouldStoreAllThatIsWholeInACutFile() {
    byte[] whole = gzip(COLUMNS + rows(5_000));

    // When: a cut leaves half a line at most
    byte[] cut = Arrays.copyOf(whole, whole.length - 200);
    String reason = unreadable("events/a.csv.gz", cut);

    // Then
    assertThat(reason).startsWith("the gzip file is cut; ");
    assertThat(interactions.size()).isBetween(4_000, 4_999);
    assertThat(reason).contains(" " + interactions.size() + " stored, ");
    int bad = interactions.size() + 2; // the header, and what was whole
    assertThat(reason).contains("0 already there").satisfies(it -> namesNothingBut(it, bad));
    for (Interaction event : interactions.newest(USERS.keyOf("u" + (bad - 2)), 10)) {
      assertThat(event.timestamp()).isEqualTo(Instant.ofEpochSecond(1_764_000_000 + bad - 2));
    }

    // When: only the checksum is missing
    assertUnreadable(
        "events/b.csv.gz",
        Arrays.copyOf(whole, whole.length - 4),
        "the gzip file is cut; 5000 read, "
            + (5_000 - interactions.size())
            + " stored, "
            + interactions.size()
            + " already there");
  }

  private static void namesNothingBut(String reason, int line) {
    if (reason.contains("refused")) {
      assertThat(reason).contains("1 refused: ").endsWith(" (at " + line + ")");
    }
  }

  @Test
  void shouldTellADamagedFileFromOneThatIsNoGzip() {
    byte[] damaged = gzip(COLUMNS + rows(2000));
    damaged[damaged.length - 8] ^= 1; // of the checksum

    assertUnreadable(
        "events/a.csv.gz",
        damaged,
        "the gzip file is damaged; 2000 read, 2000 stored, 0 already there");
    assertUnreadable(
        "events/b.csv.gz",
        "plain".getBytes(UTF_8),
        "the file is no gzip file; there are no entries");
  }

  /** As of {@code cat a.gz b.gz}, over a connection that never tells whether more is coming. */
  @Test
  void shouldReadAllPartsOfAGzipFile() {
    byte[] first = gzip(COLUMNS + "u,a,view,1764000001,,\n");
    byte[] second = gzip("u,b,view,1764000002,,\n");
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    InputStream connection =
        new FilterInputStream(new ByteArrayInputStream(both)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, first.length));
          }

          @Override
          public int available() {
            return 0;
          }
        };

    assertThat(
            files(any -> Optional.of(connection)).take("events/a.csv.gz", RECEIVED, NONE, PLENTY))
        .hasToString("events/a.csv.gz: 2 read, 2 stored, 0 already there");
  }

  @Test
  void shouldGiveUpABombAtOnceAndTakeUsefulRowsHoweverSmallTheyArePacked() {
    Limits limits = new Limits(Long.MAX_VALUE, 5_000_000, 50);
    byte[] empty = gzip(COLUMNS + "\n".repeat(6_000_000));
    byte[] bad = gzip(COLUMNS + "u,a,view,1764000001,,\n" + "bad\n".repeat(100_000));
    byte[] useful = gzip(COLUMNS + "u,a,view,1764000001,,\n".repeat(300_000));

    assertThatThrownBy(() -> take("events/a.csv.gz", empty, limits))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("the file unpacks to more than 50 times its size, nothing in it");
    assertThatThrownBy(() -> take("events/a.csv.gz", bad, limits))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("most of its rows cannot be used: another number of columns");
    assertThat(interactions.size()).as("nothing is stored of what is misunderstood").isZero();
    assertThat(take("events/a.csv.gz", useful, limits).toString())
        .isEqualTo("events/a.csv.gz: 300000 read, 1 stored, 299999 already there");
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
  void shouldStopAtTheLimitOfSizeAndKeepWhatIsBefore() {
    assertThatThrownBy(
            () ->
                take(
                    "events/a.csv",
                    (COLUMNS + rows(80_000)).getBytes(UTF_8),
                    new Limits(1_000_000, 0, 100)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("the file unpacks to more than 1 MB; cut it; ");
    assertThat(interactions.size()).isBetween(30_000, 60_000);
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

  @Test
  void shouldHandOverBatchesWhileItReads() {
    List<Integer> sizes = new ArrayList<>();
    InteractionStore counting =
        new PutByHand(
            batch -> {
              sizes.add(batch.size());
              return new PutResult(batch.size(), 0, 0);
            });

    take("events/a.csv", (COLUMNS + rows(1200)).getBytes(UTF_8), counting);

    assertThat(sizes).containsExactly(500, 500, 200);
  }

  @Test
  void shouldStopInTimeAmongBadRowsAndTellWhereToGoOn() {
    byte[] csv = (COLUMNS + "u,a,view,1764000001,,\nbad\n".repeat(5000)).getBytes(UTF_8);
    int[] asked = {0};

    Report report =
        files(csv)
            .take("events/a.csv", RECEIVED, NONE, new TimeLeft(() -> 60_000 - 100 * asked[0]++));

    assertThat(report.isDone()).isFalse();
    assertThat(report.rest().line()).isBetween(100L, 1000L);
    assertThat(report.toString()).endsWith("; goes on at line " + report.rest().line());
  }

  @Test
  void shouldEndInTimeWithALineThatNeverEnds() {
    InputStream begin =
        new ByteArrayInputStream((COLUMNS + "u,a,view,1764000001,,\n").getBytes(UTF_8));
    InputStream endless =
        new SequenceInputStream(
            begin,
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }
            });
    int[] asked = {0};

    assertThatThrownBy(
            () ->
                files(any -> Optional.of(endless))
                    .take(
                        "events/a.csv",
                        RECEIVED,
                        NONE,
                        new TimeLeft(() -> 60_000 - 100 * asked[0]++)))
        .isInstanceOf(UnfinishedException.class)
        .hasMessage("time is up");
  }

  @Test
  void shouldFailWhereItDoesNotGetAnyFurther() {
    InteractionStore down = new PutByHand(batch -> new PutResult(0, 0, batch.size()));
    byte[] csv = (COLUMNS + rows(10)).getBytes(UTF_8);

    assertThatThrownBy(() -> take("events/a.csv", csv, down))
        .isInstanceOf(UnfinishedException.class)
        .hasMessage("the store did not acknowledge 10 entries");
  }

  @Test
  void shouldKeepTheOrderOfTheLinesWithinOneInstantOverInvocations() {
    // Given 1,200 events of one shopper's day with bad lines between, the 700th is not acknowledged
    List<String> items = IntStream.range(0, 1200).mapToObj(i -> "i" + i * 7919L % 10_007).toList();
    String lines =
        items.stream()
            .map(item -> "bad\nu," + item + ",view,1764000000,,\n")
            .collect(Collectors.joining());
    byte[] csv = (COLUMNS + lines).getBytes(UTF_8);
    InteractionStore lame =
        new PutByHand(
            batch -> {
              List<Interaction> others =
                  batch.stream().filter(it -> !it.itemId().equals(items.get(700))).toList();
              PutResult result = interactions.put(others);
              return new PutResult(
                  result.stored(), result.duplicates(), batch.size() - others.size());
            });
    Report report =
        files(open(csv), lame, Limits.DEFAULT).take("events/a.csv", RECEIVED, NONE, PLENTY);
    assertThat(report.isDone()).isFalse();

    // When the next one goes on, and another begins anew
    files(csv).take("events/a.csv", RECEIVED, report.rest(), PLENTY);
    files(csv).take("events/a.csv", RECEIVED, NONE, PLENTY);

    // Then
    List<Interaction> stored = new ArrayList<>(interactions.newest(USERS.keyOf("u"), 2000));
    Collections.reverse(stored);
    assertThat(stored).extracting(Interaction::itemId).isEqualTo(items);
  }

  private void assertUnreadable(String key, byte[] bytes, String reason) {
    assertThat(unreadable(key, bytes)).isEqualTo(reason);
  }

  private String unreadable(String key, byte[] bytes) {
    try {
      return "taken: " + take(key, bytes);
    } catch (UnreadableException e) {
      return e.getMessage();
    }
  }

  private Report take(String key, byte[] bytes) {
    return files(bytes).take(key, RECEIVED, NONE, PLENTY);
  }

  private Report take(String key, byte[] bytes, InteractionStore store) {
    return files(open(bytes), store, Limits.DEFAULT).take(key, RECEIVED, NONE, PLENTY);
  }

  private Report take(String key, byte[] bytes, Limits limits) {
    return files(open(bytes), interactions, limits).take(key, RECEIVED, NONE, PLENTY);
  }

  private FileImport files(byte[] bytes) {
    return files(open(bytes));
  }

  private FileImport files(FileImport.Source source) {
    return files(source, interactions, Limits.DEFAULT);
  }

  private FileImport files(FileImport.Source source, InteractionStore store, Limits limits) {
    Ports ports = new Ports(store, catalogue, USERS, Clock.systemUTC());
    return new FileImport(
        source, Intake.events(ports), Intake.items(ports), Clock.systemUTC(), limits);
  }

  private static FileImport.Source open(byte[] bytes) {
    return any -> Optional.of(new ByteArrayInputStream(bytes));
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "u" + i + ",item-" + i * 7919L % 10_007 + ",view," + (1_764_000_000 + i) + ",,\n")
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
}
