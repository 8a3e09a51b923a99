package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.method.LeastSquares;
import dev.tidemark.forecast.sales.SalesHistory;

/** How sales go up and down within a month, as payday has it. */
final class MonthCurve {
  private MonthCurve() {}

  /**
   * Waves of the month as parts of the level.
   *
   * @param total of the weeks that are known
   */
  static double[] learn(SalesHistory history, double[] total) {
    double[] level = Level.of(total, new double[total.length]);
    double[][] columns = new double[Angles.WAVES][total.length];
    double[] off = new double[total.length];
    double[] ridge = new double[Angles.WAVES];
    for (int week = 0; week < total.length; week++) {
      double[] angles = Angles.month(history, week);
      off[week] = total[week] - level[week];
      for (int wave = 0; wave < angles.length; wave++) {
        columns[wave][week] = level[week] * angles[wave];
        ridge[wave] += level[week] * level[week] / total.length;
      }
    }
    double[] weights = LeastSquares.solve(columns, off, ridge);
    double explained = 0;
    double left = 0;
    for (int week = 0; week < total.length; week++) {
      double fitted = 0;
      for (int wave = 0; wave < weights.length; wave++) {
        fitted += weights[wave] * columns[wave][week];
      }
      explained += fitted * fitted;
      left += (off[week] - fitted) * (off[week] - fitted);
    }
    double shrink = Shrinkage.of(explained, left, Angles.WAVES, total.length);
    for (int wave = 0; wave < weights.length; wave++) {
      weights[wave] *= shrink;
    }
    return weights;
  }
}
