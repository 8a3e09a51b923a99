package dev.tidemark.training.data;

import dev.tidemark.features.History;
import java.time.Duration;
import java.util.List;

/**
 * How much more of each item there was lately than before: the logarithm of its share in the last
 * 28 days of training less that of its share in all of training, each count with one added
 * (Laplace).
 */
public final class Trend {
  private static final long LATELY = Duration.ofDays(28).toMillis();

  private Trend() {}

  /**
   * @param trained of each history the number of its first interactions that count
   * @param popularity how often each item occurs among them, by vocabulary index - 1
   * @return by vocabulary index - 1
   */
  public static float[] of(List<History> histories, int[] trained, long[] popularity) {
    long newest = Long.MIN_VALUE;
    for (int user = 0; user < trained.length; user++) {
      for (int i = 0; i < trained[user]; i++) {
        newest = Math.max(newest, histories.get(user).millis(i));
      }
    }
    long[] lately = new long[popularity.length];
    long latelyOfAll = lately.length;
    long all = lately.length;
    for (int user = 0; user < trained.length; user++) {
      History history = histories.get(user);
      for (int i = 0; i < trained[user]; i++) {
        all++;
        if (history.millis(i) > newest - LATELY) {
          lately[history.item(i) - 1]++;
          latelyOfAll++;
        }
      }
    }
    double whole = Math.log((double) all / latelyOfAll);
    float[] trend = new float[lately.length];
    for (int i = 0; i < trend.length; i++) {
      trend[i] = (float) (whole + Math.log((lately[i] + 1.0) / (popularity[i] + 1.0)));
    }
    return trend;
  }
}
