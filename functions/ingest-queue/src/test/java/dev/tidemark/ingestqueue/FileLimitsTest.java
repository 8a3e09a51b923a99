package dev.tidemark.ingestqueue;

import static dev.tidemark.ingestqueue.Progress.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.ingestqueue.Unpacked.Limits;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that are cut, packed, huge or without an end. */
class FileLimitsTest extends FileImportCase {
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
}
