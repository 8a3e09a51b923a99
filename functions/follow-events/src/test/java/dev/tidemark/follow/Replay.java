package dev.tidemark.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.ItemCounts;
import dev.tidemark.store.tables.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A stream at random: what a few shoppers do with a few items, sessions that become users, and rows
 * that go; handed over one to five times, in any order and any split.
 */
final class Replay {
  private static final Instant NOW = Instant.parse("2026-11-27T12:30:00Z");
  private static final List<String> TYPES =
      List.of("view", "view", "purchase", "impression", "remove_from_cart");

  private final Random random;
  private final List<Interaction> done = new ArrayList<>();
  private final List<ObjectNode> records = new ArrayList<>();

  Replay(Random random, int events) {
    this.random = random;
    for (int i = 0; i < events; i++) {
      Interaction each = any(i);
      done.add(each);
      records.add(StreamRecords.insert(each, "" + records.size()));
      if (random.nextInt(5) == 0) {
        records.add(StreamRecords.moved(each, new UserKey("user"), "" + records.size()));
      }
      if (random.nextInt(5) == 0) {
        records.add(StreamRecords.record("REMOVE", each, "" + records.size()));
      }
    }
  }

  /** Of one id, whatever user: ids are each user's own. */
  private Interaction any(int number) {
    return StreamRecords.did(
        "user-" + random.nextInt(6),
        "event-" + number,
        "item-" + random.nextInt(4),
        TYPES.get(random.nextInt(TYPES.size())),
        NOW.minus(Duration.ofHours(random.nextInt(30))));
  }

  /** The whole stream, each record one to five times, in any order and any split. */
  List<List<ObjectNode>> batches() {
    List<ObjectNode> all = new ArrayList<>();
    records.forEach(it -> all.addAll(Collections.nCopies(1 + random.nextInt(5), it)));
    Collections.shuffle(all, random);
    List<List<ObjectNode>> batches = new ArrayList<>();
    for (int from = 0, to; from < all.size(); from = to) {
      to = Math.min(all.size(), from + 1 + random.nextInt(40));
      batches.add(all.subList(from, to));
    }
    return batches;
  }

  static FollowHandler handler(CounterStore counters) {
    return new FollowHandler(
        counters, InstantSource.fixed(NOW), new Metrics("follow-events", line -> {}));
  }

  /** Counts out by hand what the stream is to come to. */
  void check(CounterStore counters) {
    for (int i = 0; i < 4; i++) {
      String item = "item-" + i;
      for (Period period : periods().toList()) {
        List<Interaction> counted =
            done.stream()
                .filter(it -> it.itemId().equals(item) && period.contains(it.timestamp()))
                .filter(it -> List.of("view", "purchase").contains(it.type()))
                .toList();
        assertThat(counters.counts(item, period))
            .as("%s in %s", item, period)
            .isEqualTo(
                new ItemCounts(
                    counted.size(), counted.stream().map(Interaction::user).distinct().count()));
      }
    }
  }

  private static Stream<Period> periods() {
    return Stream.concat(Period.hourOf(NOW).last(30), Period.dayOf(NOW).last(3));
  }
}
