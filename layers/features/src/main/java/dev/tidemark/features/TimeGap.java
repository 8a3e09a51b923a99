package dev.tidemark.features;

import java.util.function.IntUnaryOperator;

/**
 * Time between two interactions in logarithmic buckets: 0 = nothing before, then 1 + floor(log2(1 +
 * seconds)), so 1 = the same second, 2 = one to two seconds, 18 = a day and a half.
 */
public final class TimeGap {
  /** Number of buckets of the longest time a 64-bit count of milliseconds can hold. */
  public static final int BUCKETS = 56;

  private TimeGap() {}

  /**
   * @param millis time since the interaction before, 0 or more
   */
  public static int bucket(long millis) {
    long seconds = Math.max(0, millis) / 1000;
    return Long.SIZE - Long.numberOfLeadingZeros(seconds + 1);
  }

  /**
   * The bucket of each row. The first after the start token has none, wherever in the history it
   * stands, since serving does not read what lies before.
   */
  static IntUnaryOperator column(FeatureSpec spec, History history, int from) {
    return row ->
        row > from
            ? Math.min(bucket(history.millis(row) - history.millis(row - 1)), spec.maxGapBucket())
            : 0;
  }
}
