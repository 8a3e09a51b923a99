package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.sales.SalesHistory;
import java.util.Arrays;

/** By how much promotions raise what is sold, from all groups together. */
final class Promotions {
  private Promotions() {}

  /** As a part of the level, 0 or more; 0 where there was none. */
  static double uplift(SalesHistory history, int end) {
    double more = 0;
    double base = 0;
    double variance = 0;
    int weeks = 0;
    for (int group = 0; group < history.groups().size(); group++) {
      double[] promoted = Arrays.copyOf(history.groupPromoted()[group], end);
      if (Arrays.stream(promoted).sum() == 0) {
        continue;
      }
      double[] sold = Arrays.copyOf(history.groupSold()[group], end);
      double[] level = Level.of(sold, promoted);
      for (int week = 0; week < end; week++) {
        if (promoted[week] > 0) {
          more += (sold[week] - level[week]) * promoted[week];
          base += level[week] * promoted[week] * promoted[week];
        } else if (level[week] > 0) {
          variance += (sold[week] - level[week]) * (sold[week] - level[week]) / level[week];
          weeks++;
        }
      }
    }
    if (base <= 0 || more <= 0) {
      return 0;
    }
    double uplift = more / base;
    // Under quasi-Poisson noise: variance of the estimate is dispersion / base.
    return uplift * Shrinkage.of(uplift * uplift * base, variance, 1, weeks);
  }
}
