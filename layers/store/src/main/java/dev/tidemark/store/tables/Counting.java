package dev.tidemark.store.tables;

import dev.tidemark.domain.Interaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Events that are counted in one transaction.
 *
 * @param events hours of the events by how they stand in their markers
 */
record Counting(Map<CountedMarker, Map<String, Period>> events) {
  /** Most actions of a transaction. */
  static final int MAX_ACTIONS = 100;

  /** Those of one item stay together, since they share its rows. */
  private static final Comparator<CountedMarker> BY_ITEM =
      Comparator.comparing(CountedMarker::itemId)
          .thenComparing(marker -> marker.day().start())
          .thenComparing(marker -> marker.user().value());

  /** Divides interactions into such that fit into a transaction, whatever is counted of them. */
  static List<Counting> of(Collection<Interaction> interactions) {
    Map<CountedMarker, Map<String, Period>> all = new TreeMap<>(BY_ITEM);
    for (Interaction interaction : interactions) {
      all.computeIfAbsent(CountedMarker.of(interaction), marker -> new TreeMap<>())
          .put(CountedMarker.entry(interaction), Period.hourOf(interaction.timestamp()));
    }
    List<Counting> parts = new ArrayList<>();
    Map<CountedMarker, Map<String, Period>> part = new LinkedHashMap<>();
    Set<CounterItem> rows = new HashSet<>();
    for (Map.Entry<CountedMarker, Map<String, Period>> each : all.entrySet()) {
      Set<CounterItem> own = rows(each.getKey(), each.getValue());
      Set<CounterItem> together = new HashSet<>(rows);
      together.addAll(own);
      if (part.size() + 1 + together.size() > MAX_ACTIONS) {
        parts.add(new Counting(part));
        part = new LinkedHashMap<>();
        together = own;
      }
      part.put(each.getKey(), each.getValue());
      rows = together;
    }
    if (!part.isEmpty()) {
      parts.add(new Counting(part));
    }
    return parts;
  }

  private static Set<CounterItem> rows(CountedMarker marker, Map<String, Period> events) {
    Set<CounterItem> rows = new HashSet<>();
    rows.add(new CounterItem(marker.itemId(), marker.day()));
    events.values().forEach(hour -> rows.add(new CounterItem(marker.itemId(), hour)));
    return rows;
  }

  /** What is to be written. */
  record Actions(List<TransactWriteItem> writes, int events) {}

  /**
   * What counts those that are not counted yet; nothing where all are.
   *
   * @param counted what each marker held when it was read; nothing of one that is not there
   */
  Actions beyond(Map<CountedMarker, Set<String>> counted, String table) {
    Map<CounterItem, ItemCounts> rows = new HashMap<>();
    List<TransactWriteItem> writes = new ArrayList<>();
    int found = 0;
    for (Map.Entry<CountedMarker, Map<String, Period>> each : events.entrySet()) {
      CountedMarker marker = each.getKey();
      Set<String> before = counted.getOrDefault(marker, Set.of());
      List<String> fresh =
          each.getValue().keySet().stream()
              .filter(entry -> !before.contains(entry))
              .limit(Math.max(0, CounterStore.MOST_OF_A_USER - before.size()))
              .toList();
      if (fresh.isEmpty()) {
        continue;
      }
      found += fresh.size();
      writes.add(marker.add(fresh, before.size(), table));
      add(rows, new CounterItem(marker.itemId(), marker.day()), fresh.size(), before.isEmpty());
      Set<Period> hours = new HashSet<>();
      for (String entry : fresh) {
        Period hour = each.getValue().get(entry);
        String prefix = hour.hour();
        boolean first = hours.add(hour) && before.stream().noneMatch(it -> it.startsWith(prefix));
        add(rows, new CounterItem(marker.itemId(), hour), 1, first);
      }
    }
    rows.forEach((row, more) -> writes.add(row.add(more, table)));
    return new Actions(writes, found);
  }

  private static void add(
      Map<CounterItem, ItemCounts> rows, CounterItem row, int events, boolean isNewShopper) {
    rows.merge(row, new ItemCounts(events, isNewShopper ? 1 : 0), ItemCounts::plus);
  }
}
