package dev.tidemark.training.data;

import dev.tidemark.features.RequestContext;
import java.time.Duration;

/** Whether training saw enough of seasons and promotions to ask for them. */
final class SeenContext {
  private static final long YEAR = Duration.ofDays(365).toMillis();

  private final boolean[] months = new boolean[RequestContext.SEASONS];
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private boolean promotions;

  void add(long millis, boolean promotion) {
    months[RequestContext.season(millis)] = true;
    oldest = Math.min(oldest, millis);
    newest = Math.max(newest, millis);
    promotions |= promotion;
  }

  /** Whether a year is covered with all of its months, so that none is asked that was not seen. */
  boolean seasons() {
    for (int month = 1; month < months.length; month++) {
      if (!months[month]) {
        return false;
      }
    }
    return newest - oldest >= YEAR;
  }

  boolean promotions() {
    return promotions;
  }
}
