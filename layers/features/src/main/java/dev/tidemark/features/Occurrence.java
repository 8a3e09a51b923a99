package dev.tidemark.features;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * How often a shopper had come to an item, in buckets: 1, 2, 3, 4 to 5, 6 to 8, 9 and more times.
 * Counts what it is given, one interaction after the other.
 */
final class Occurrence {
  private static final int[] EDGES = {1, 2, 3, 4, 6, 9};

  private final Map<Integer, Integer> counts = new HashMap<>();

  /** The bucket of the next interaction, from 1 on. */
  int next(int item) {
    int count = counts.merge(item, 1, Integer::sum);
    int bucket = 0;
    while (bucket < EDGES.length && count >= EDGES[bucket]) {
      bucket++;
    }
    return bucket;
  }

  /** The bucket of each row. */
  static IntUnaryOperator column(FeatureSpec spec, History history, int from) {
    Occurrence occurrence = new Occurrence();
    return row -> occurrence.next(history.item(row));
  }
}
