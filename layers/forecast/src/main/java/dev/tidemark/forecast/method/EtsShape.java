package dev.tidemark.forecast.method;

import java.util.ArrayList;
import java.util.List;

/**
 * Which states a model of exponential smoothing has.
 *
 * @param season weeks of a season; 0 = none
 */
record EtsShape(boolean hasTrend, boolean isDamped, int season) {
  static final EtsShape LEVEL = new EtsShape(false, false, 0);
  static final EtsShape TREND = new EtsShape(true, false, 0);
  static final EtsShape DAMPED = new EtsShape(true, true, 0);

  EtsShape withSeason(int weeks) {
    return new EtsShape(hasTrend, isDamped, weeks);
  }

  int states() {
    return (hasTrend ? 2 : 1) + season;
  }

  /** Constants, first states and the variance; the seasons add up to zero. */
  int parameters() {
    return constants().size() + states() + 1 - (season == 0 ? 0 : 1);
  }

  List<Bounds> constants() {
    List<Bounds> constants = new ArrayList<>();
    constants.add(Bounds.SHARE);
    if (hasTrend) {
      constants.add(Bounds.SHARE);
    }
    if (isDamped) {
      constants.add(Bounds.DAMPING);
    }
    if (season > 0) {
      constants.add(Bounds.SHARE);
    }
    return constants;
  }

  /** Between which values a constant is searched for. */
  record Bounds(double low, double high) {
    private static final Bounds SHARE = new Bounds(1e-4, 0.9999);
    private static final Bounds DAMPING = new Bounds(0.8, 0.98);
  }
}
