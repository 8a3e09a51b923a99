package dev.tidemark.data.folder;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.format.Description;
import dev.tidemark.domain.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts whom and what the events of a file are about, and when they happened. */
final class Census {
  private final Map<String, Integer> byUser = new HashMap<>();
  private final Set<String> items = new HashSet<>();
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;
  private int events;

  void add(Event event) {
    byUser.merge(event.userId(), 1, Integer::sum);
    items.add(event.itemId());
    from = event.timestamp().isBefore(from) ? event.timestamp() : from;
    to = event.timestamp().isAfter(to) ? event.timestamp() : to;
    events++;
  }

  void addItem(String itemId) {
    items.add(itemId);
  }

  void addAll(Census other) {
    other.byUser.forEach((user, count) -> byUser.merge(user, count, Integer::sum));
    items.addAll(other.items);
    events += other.events;
  }

  int users() {
    return byUser.size();
  }

  /** How many of the items are not among these. */
  int itemsNotIn(Set<String> others) {
    return (int) items.stream().filter(item -> !others.contains(item)).count();
  }

  /** Of all events, the share of the user with the most. */
  double largestShare() {
    return byUser.values().stream().mapToInt(Integer::intValue).max().orElse(0)
        / (double) Math.max(1, events);
  }

  FileReport report(Description description, CleaningReport cleaning) {
    boolean timed = events > 0 && DatasetReader.isTimed(from);
    return new FileReport(
        description,
        cleaning,
        byUser.size(),
        items.size(),
        timed ? Optional.of(from) : Optional.empty(),
        timed ? Optional.of(to) : Optional.empty());
  }
}
