package dev.tidemark.forecast.choose;

/** What a series sells as a rule around each week. */
final class Level {
  /** Weeks after which a neighbour counts by 1/e. */
  private static final double REACH = 6;

  /** Lets weeks under a promotion count where there are no others. */
  private static final double LITTLE = 1e-3;

  private Level() {}

  /**
   * @param promoted part of each week under a promotion; what lies under one counts less
   */
  static double[] of(double[] sold, double[] promoted) {
    double[] level = new double[sold.length];
    for (int week = 0; week < sold.length; week++) {
      double sum = 0;
      double weight = 0;
      for (int other = 0; other < sold.length; other++) {
        double near = Math.exp(-Math.abs(other - week) / REACH) * (1 - promoted[other] + LITTLE);
        sum += near * sold[other];
        weight += near;
      }
      level[week] = sum / weight;
    }
    return level;
  }
}
