package dev.tidemark.recommendation.select;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.CounterStore.Shoppers;
import dev.tidemark.store.tables.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What most shoppers take interest in now, as it is counted while they do. Keeps what it read for a
 * moment, since it is the same for everybody; where it cannot be read, what it has must do. One
 * request at a time.
 */
public final class LiveCounts {
  private static final int HOURS = 6;
  private static final int DAYS = 7;

  /** Items that are read of each hour and day; behind these are those of few shoppers. */
  private static final int ITEMS = 200;

  /** How long it keeps what is still being counted, and what only late events change. */
  private static final Duration OPEN = Duration.ofSeconds(1);

  private static final Duration CLOSED = Duration.ofMinutes(5);

  /** The same where nothing was counted: an import of the last days may only just have begun. */
  private static final Duration EMPTY = Duration.ofSeconds(5);

  /** How long it reads for one request; the next one goes on. */
  private static final Duration READ = Duration.ofSeconds(1);

  /** After a read that failed, so that not every request waits for the next one. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(LiveCounts.class);

  private final CounterStore counters;
  private final InstantSource clock;
  private final Map<Period, Held> held = new HashMap<>();
  private Instant pausedUntil = Instant.MIN;

  private record Held(List<Shoppers> items, Instant at) {}

  public LiveCounts(CounterStore counters, InstantSource clock) {
    this.counters = counters;
    this.clock = clock;
  }

  /** Ids of items, those of most shoppers in the last hours first. */
  public List<String> trending() {
    return mostFirst(Period.hourOf(clock.instant()).last(HOURS).toList());
  }

  /** The same of the last days; who came on several of them counts on each. */
  public List<String> popular() {
    return mostFirst(Period.dayOf(clock.instant()).last(DAYS).toList());
  }

  private List<String> mostFirst(List<Period> periods) {
    Map<String, Long> shoppers = new HashMap<>();
    Instant until = clock.instant().plus(READ);
    for (Period period : periods) {
      read(period, until).forEach(item -> shoppers.merge(item.itemId(), item.count(), Long::sum));
    }
    // Those of before are never asked for again.
    Instant oldest = clock.instant().minus(Duration.ofDays(DAYS + 1));
    held.keySet().removeIf(period -> period.start().isBefore(oldest));
    return shoppers.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Duration kept(Held held, boolean isOpen) {
    if (isOpen) {
      return OPEN;
    }
    return held.items().isEmpty() ? EMPTY : CLOSED;
  }

  private List<Shoppers> read(Period period, Instant until) {
    Instant now = clock.instant();
    Held last = held.getOrDefault(period, new Held(List.of(), Instant.MIN));
    if (last.at().isAfter(now.minus(kept(last, period.contains(now))))
        || now.isBefore(pausedUntil)
        || now.isAfter(until)) {
      return last.items();
    }
    try {
      held.put(period, new Held(counters.top(period, ITEMS), now));
      return held.get(period).items();
    } catch (StoreUnavailableException e) {
      LOG.warn("what is popular now is not read, answering without: {}", e.describe());
      pausedUntil = now.plus(PAUSE);
      return last.items();
    }
  }
}
