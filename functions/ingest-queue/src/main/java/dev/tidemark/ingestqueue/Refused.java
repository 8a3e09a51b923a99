package dev.tidemark.ingestqueue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts refused entries by field, with the first places of each and without any value. */
final class Refused {
  private static final int LISTED = 5;

  private final Map<String, List<Long>> places = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /**
   * @param place line or index of the entry
   */
  void add(String field, long place) {
    // What follows the dot is a name of the sender's own.
    String name = field.split("\\.", 2)[0];
    counts.merge(name, 1L, Long::sum);
    List<Long> listed = places.computeIfAbsent(name, n -> new ArrayList<>());
    if (listed.size() < LISTED) {
      listed.add(place);
    }
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Such as {@code 3 refused: itemId (at 7), timestamp (at 2, 5)}. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " (at " + listed(entry.getKey()) + ")")
        .collect(Collectors.joining(", ", count() + " refused: ", ""));
  }

  private String listed(String field) {
    String first =
        places.get(field).stream().map(String::valueOf).collect(Collectors.joining(", "));
    return counts.get(field) > LISTED ? first + ", ..." : first;
  }
}
