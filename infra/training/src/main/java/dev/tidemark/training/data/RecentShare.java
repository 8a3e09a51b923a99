package dev.tidemark.training.data;

import dev.tidemark.features.History;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Share of each item in what all shoppers did within the seven days before a moment, smoothed with
 * its share in all of training.
 */
public final class RecentShare {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Weight of the share in all of training, in interactions. */
  private static final double PRIOR = 50;

  private final long[] popularity;
  private final long total;
  private final long[] times;
  private final long[][] timesByItem;

  /**
   * @param trained of each history the number of its first interactions that count
   * @param popularity how often each item occurs among them, by vocabulary index - 1
   */
  public RecentShare(List<History> histories, int[] trained, long[] popularity) {
    this.popularity = popularity.clone();
    total = Math.max(1, Arrays.stream(popularity).sum());
    times = new long[Math.toIntExact(Arrays.stream(popularity).sum())];
    timesByItem = new long[popularity.length][];
    int[] sizes = new int[popularity.length];
    for (int i = 0; i < sizes.length; i++) {
      timesByItem[i] = new long[Math.toIntExact(popularity[i])];
    }
    int size = 0;
    for (int user = 0; user < trained.length; user++) {
      History history = histories.get(user);
      for (int i = 0; i < trained[user]; i++) {
        int item = history.item(i) - 1;
        times[size++] = history.millis(i);
        timesByItem[item][sizes[item]++] = history.millis(i);
      }
    }
    Arrays.sort(times);
    for (long[] own : timesByItem) {
      Arrays.sort(own);
    }
  }

  /**
   * @param item vocabulary index
   * @param millis epoch milliseconds; what happened then does not count yet
   */
  public float at(int item, long millis) {
    double prior = (popularity[item - 1] + 0.5) / total;
    return (float)
        ((within(timesByItem[item - 1], millis, WINDOW) + PRIOR * prior)
            / (within(times, millis, WINDOW) + PRIOR));
  }

  /**
   * How often each item occurred within some time before a moment, by vocabulary index - 1.
   *
   * @param millis epoch milliseconds; what happened then does not count yet
   */
  public long[] counts(long millis, Duration window) {
    return Arrays.stream(timesByItem).mapToLong(own -> within(own, millis, window)).toArray();
  }

  /** When this share of all training was over; epoch milliseconds, 0 without any. */
  public long momentAfter(double share) {
    return times.length == 0 ? 0 : times[(int) (share * (times.length - 1))];
  }

  /**
   * The shares of all items at a moment, by vocabulary index - 1.
   *
   * @param millis epoch milliseconds; what happened then does not count yet
   */
  public float[] at(long millis) {
    float[] shares = new float[popularity.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = at(i + 1, millis);
    }
    return shares;
  }

  /**
   * The moment whose figures a request has: the beginning of its day (UTC), as if there were a new
   * model every night, or the end of training where that was before.
   *
   * @param millis of the request, epoch milliseconds
   */
  public long knownAt(long millis) {
    return millis >= afterNewest() ? afterNewest() : millis - Math.floorMod(millis, DAY);
  }

  /**
   * The same share of an item that never occurs there.
   *
   * @param frequency that stands for how often it does, smoothed
   */
  public float latestUnseen(double frequency) {
    return (float) (PRIOR * frequency / total / (within(times, afterNewest(), WINDOW) + PRIOR));
  }

  /** The first moment after all training; epoch milliseconds. */
  public long afterNewest() {
    return times.length == 0 ? 0 : times[times.length - 1] + 1;
  }

  private static int within(long[] sorted, long millis, Duration window) {
    return below(sorted, millis) - below(sorted, millis - window.toMillis());
  }

  private static int below(long[] sorted, long millis) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
