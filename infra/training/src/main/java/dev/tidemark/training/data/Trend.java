package dev.tidemark.training.data;

import java.time.Duration;
import java.util.Arrays;

/** What items are in demand lately: within the last 28 days before a moment. */
public final class Trend {
  private static final Duration LATELY = Duration.ofDays(28);

  private Trend() {}

  /** How often each item occurred lately, with one added (Laplace), by vocabulary index - 1. */
  public static long[] demand(RecentShare recent, long millis) {
    return Arrays.stream(recent.counts(millis, LATELY)).map(count -> count + 1).toArray();
  }

  /**
   * How much more of each item there is lately than at other times: the logarithm of its share
   * lately less that of its share in all of training, each count with one added.
   *
   * @param lately of {@link #demand}
   * @param popularity how often each item occurs in training, by vocabulary index - 1
   * @return by vocabulary index - 1
   */
  public static float[] of(long[] lately, long[] popularity) {
    double all = Arrays.stream(popularity).sum() + popularity.length;
    double whole = Math.log(all / Arrays.stream(lately).sum());
    float[] trend = new float[lately.length];
    for (int i = 0; i < trend.length; i++) {
      trend[i] = (float) (whole + Math.log(lately[i] / (popularity[i] + 1.0)));
    }
    return trend;
  }
}
