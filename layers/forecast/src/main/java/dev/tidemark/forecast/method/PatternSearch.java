package dev.tidemark.forecast.method;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Search for a minimum within bounds, coordinate by coordinate (Hooke and Jeeves 1961). */
final class PatternSearch {
  private static final double[] STARTS = {0.2, 0.8};
  private static final double FIRST_STEP = 0.2;
  private static final double LAST_STEP = 1e-3;

  private PatternSearch() {}

  /** The best of what is found from several starts, each with all at the same part of its range. */
  static double[] minimum(List<EtsShape.Bounds> bounds, ToDoubleFunction<double[]> value) {
    double[] best = {};
    double lowest = Double.POSITIVE_INFINITY;
    for (double start : STARTS) {
      double[] at = new double[bounds.size()];
      for (int i = 0; i < at.length; i++) {
        at[i] = bounds.get(i).low() + start * (bounds.get(i).high() - bounds.get(i).low());
      }
      double reached = descend(at, bounds, value);
      if (best.length == 0 || reached < lowest) {
        best = at;
        lowest = reached;
      }
    }
    return best;
  }

  /**
   * @param at where to begin, and afterwards the end
   */
  private static double descend(
      double[] at, List<EtsShape.Bounds> bounds, ToDoubleFunction<double[]> value) {
    double lowest = value.applyAsDouble(at);
    for (double step = FIRST_STEP; step > LAST_STEP; ) {
      double before = lowest;
      for (int i = 0; i < at.length; i++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double old = at[i];
          double moved = old + sign * step * (bounds.get(i).high() - bounds.get(i).low());
          at[i] = Math.max(bounds.get(i).low(), Math.min(bounds.get(i).high(), moved));
          double there = at[i] == old ? lowest : value.applyAsDouble(at);
          if (there < lowest) {
            lowest = there;
          } else {
            at[i] = old;
          }
        }
      }
      if (lowest >= before) {
        step /= 2;
      }
    }
    return lowest;
  }
}
