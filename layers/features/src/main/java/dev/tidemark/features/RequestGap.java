package dev.tidemark.features;

import java.time.Duration;
import java.util.List;

/**
 * Time from a shopper's newest interaction to the moment asked about, in coarse steps: the same
 * question asked twice in a row has the same answer, but for the few seconds at which a step ends.
 */
public final class RequestGap {
  /** The bucket of a shopper with no interaction before. */
  public static final int NO_HISTORY = 0;

  private static final List<Duration> EDGES =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365));

  /** Number of buckets, {@link #NO_HISTORY} among them. */
  public static final int BUCKETS = EDGES.size() + 1;

  /** The last bucket of less than an hour. */
  static final int WITHIN_AN_HOUR = 2;

  private RequestGap() {}

  /**
   * The bucket, from 1 on.
   *
   * @param millis time since the newest interaction; below 0 counts as 0
   */
  public static int bucket(long millis) {
    int bucket = 1;
    while (bucket < EDGES.size() && millis >= EDGES.get(bucket).toMillis()) {
      bucket++;
    }
    return bucket;
  }

  /** The bucket at a moment after the first {@code end} interactions. */
  static int of(FeatureSpec spec, History history, int end, Moment moment) {
    return end == 0
        ? NO_HISTORY
        : Math.min(bucket(moment.millis() - history.millis(end - 1)), spec.maxRequestGap());
  }

  /** The shortest time in a bucket, which stands for all of them; 0 without a history. */
  public static long millis(int bucket) {
    return bucket == NO_HISTORY ? 0 : EDGES.get(bucket - 1).toMillis();
  }
}
