package dev.tidemark.data;

import dev.tidemark.data.CleaningReport.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was refused by reason, with the first places of each and without any value. */
public final class Rejections {
  private final Map<String, List<Long>> places = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final int listed;

  /**
   * @param listed places that are kept of each reason
   */
  public Rejections(int listed) {
    this.listed = listed;
  }

  /**
   * @param place such as the line
   */
  public void add(String reason, long place) {
    counts.merge(reason, 1L, Long::sum);
    List<Long> first = places.computeIfAbsent(reason, r -> new ArrayList<>());
    if (first.size() < listed) {
      first.add(place);
    }
  }

  /** In the order of the reasons' names. */
  public Map<String, Rejection> byReason() {
    Map<String, Rejection> rejections = new TreeMap<>();
    counts.forEach((reason, n) -> rejections.put(reason, new Rejection(n, places.get(reason))));
    return rejections;
  }

  /** How many were refused, whatever the reason. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
