package dev.tidemark.local.data;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnel;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.local.data.Importer.Totals;
import dev.tidemark.store.tables.PutResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Events on their way into a table, several lists side by side. Of an event that came twice the
 * first is stored, as if there were one list after the other: what may have come before waits until
 * all that did is stored, and is looked up then.
 */
final class EventLoad implements AutoCloseable {
  /** One BatchGetItem with the tombstones of their users, and what it takes to write its answer. */
  private static final int LOOKED_UP = 50;

  /** As many as one list of the API. */
  private static final int DOUBTFUL = 500;

  /** More only make the filter less sure; so many take 36 MB. */
  private static final long MOST_EXPECTED = 20_000_000;

  /** How many of the new ones the filter takes for known ones, which costs a look. */
  private static final double MISTAKEN = 0.001;

  private static final Funnel<Interaction> KEY =
      (interaction, sink) ->
          sink.putString(interaction.user().value(), StandardCharsets.UTF_8)
              .putByte((byte) 0)
              .putString(interaction.eventId(), StandardCharsets.UTF_8);

  private final ImportTarget target;
  private final Instant received;
  private final Totals totals;
  private final BloomFilter<Interaction> seen;
  private final SideBySide lanes = new SideBySide(Importer.CALLERS);
  private final int listSize;
  private List<Interaction> firsts = new ArrayList<>();
  private final List<Interaction> doubtful = new ArrayList<>();
  private long place;

  /**
   * @param expected about how many events
   * @param totals gets what became of them
   */
  EventLoad(ImportTarget target, long expected, Instant received, Totals totals) {
    this.target = target;
    this.received = received;
    this.totals = totals;
    listSize = target.isNew() ? Importer.BATCH : LOOKED_UP;
    seen = BloomFilter.create(KEY, Math.max(1, Math.min(expected, MOST_EXPECTED)), MISTAKEN);
  }

  void add(Event event) {
    Interaction interaction =
        Interaction.of(
            event, target.users().keyOf(event.userId()), Interaction.sequenceOf(received, place++));
    if (!seen.put(interaction)) {
      doubtful.add(interaction);
      if (doubtful.size() == DOUBTFUL) {
        finish();
      }
    } else {
      firsts.add(interaction);
      if (firsts.size() == listSize) {
        sendFirsts();
      }
    }
  }

  /** Returns when all that was added is stored. */
  void finish() {
    sendFirsts();
    lanes.await();
    if (!doubtful.isEmpty()) {
      List<Interaction> list = List.copyOf(doubtful);
      totals.add(unerased(list, target.interactions()::put));
      doubtful.clear();
    }
  }

  /** Returns when the lists that are under way are stored; begins no other. */
  void finishBegun() {
    lanes.await();
  }

  private void sendFirsts() {
    if (firsts.isEmpty()) {
      return;
    }
    List<Interaction> list = firsts;
    firsts = new ArrayList<>(listSize);
    lanes.run(
        () ->
            totals.add(
                target.isNew()
                    ? unerased(list, target.interactions()::putNew)
                    : target.interactions().put(list)));
  }

  /** A table that was empty has no tombstones to go by, and whoever does not look sees none. */
  private PutResult unerased(
      List<Interaction> list, Function<List<Interaction>, PutResult> storing) {
    Map<UserKey, Instant> erased = erased();
    List<Interaction> kept =
        list.stream()
            .filter(it -> !it.isUpTo(erased.getOrDefault(it.user(), Instant.MIN)))
            .toList();
    totals.leaveOut(list.size() - kept.size());
    return storing.apply(kept);
  }

  /** Read each time, since somebody may be erased while this goes on. */
  private Map<UserKey, Instant> erased() {
    try {
      return target.purgeList().read();
    } catch (IOException e) {
      throw new UncheckedIOException("who was erased cannot be read", e);
    }
  }

  /** Ends without waiting for what was not stored yet. */
  @Override
  public void close() {
    lanes.close();
  }
}
