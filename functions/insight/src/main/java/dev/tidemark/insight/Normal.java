package dev.tidemark.insight;

/** The standard normal distribution. */
final class Normal {
  /** Beyond it less than 1e-15 is left, and the series loses its digits. */
  private static final double FAR = 8;

  private Normal() {}

  /**
   * The probability of more than {@code x}, 0 or above, to about 15 decimals: the series of
   * Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11 (2004).
   */
  static double above(double x) {
    if (x > FAR) {
      return 0;
    }
    double sum = x;
    double term = x;
    double before = 0;
    for (int i = 3; sum != before; i += 2) {
      before = sum;
      term *= x * x / i;
      sum += term;
    }
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    return Math.max(0, 0.5 - sum * density);
  }
}
