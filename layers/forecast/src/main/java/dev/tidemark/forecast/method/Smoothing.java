package dev.tidemark.forecast.method;

import java.util.function.DoubleFunction;

/** Finds the smoothing constant that would have been best so far. */
final class Smoothing {
  private static final double[] CONSTANTS = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6};

  private Smoothing() {}

  /**
   * @param next what it says of the next week
   * @param error sum of squares of the weeks so far, each forecast by those before it
   */
  record Fit(double next, double error) {
    Fit orBetter(Fit other) {
      return other.error < error ? other : this;
    }
  }

  static Fit best(DoubleFunction<Fit> run) {
    Fit best = new Fit(0, Double.POSITIVE_INFINITY);
    for (double constant : CONSTANTS) {
      best = best.orBetter(run.apply(constant));
    }
    return best;
  }
}
