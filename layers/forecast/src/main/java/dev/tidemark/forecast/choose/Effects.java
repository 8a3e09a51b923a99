package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.method.LeastSquares;
import dev.tidemark.forecast.sales.SalesHistory;

/**
 * By how much a week is raised by the part of the month it lies in, by the season of the year and
 * by promotions. The month is learnt from the total and promotions from all groups together, since
 * one series alone would teach noise; the year from each series, from a year and a half on.
 *
 * <p>Each effect is drawn towards none by how likely it is to be noise: by 1 - 1/F, none where F is
 * below 1 (the estimate of James and Stein, its positive part).
 */
final class Effects {
  /** The total, where others are numbers of groups. */
  static final int TOTAL = -1;

  private static final int YEAR_FROM = 78;
  private static final double LEAST = 0.2;

  private final SalesHistory history;
  private final double[] month;
  private final double[] yearOfTotal;
  private final double[][] yearOf;
  private final double uplift;

  private Effects(
      SalesHistory history,
      double[] month,
      double[] yearOfTotal,
      double[][] yearOf,
      double uplift) {
    this.history = history;
    this.month = month;
    this.yearOfTotal = yearOfTotal;
    this.yearOf = yearOf;
    this.uplift = uplift;
  }

  /**
   * @param end the first week that is not known yet
   */
  static Effects learn(SalesHistory history, int end) {
    double uplift = Promotions.uplift(history, end);
    double[] total = history.total();
    double[] totalPromoted = history.totalPromoted();
    double[] plain = new double[end];
    for (int week = 0; week < end; week++) {
      plain[week] = total[week] / (1 + uplift * totalPromoted[week]);
    }
    double[] month = MonthCurve.learn(history, plain);
    Effects begun = new Effects(history, month, new double[0], new double[0][], uplift);
    double[][] yearOf = new double[history.groups().size()][];
    for (int group = 0; group < yearOf.length; group++) {
      yearOf[group] = begun.year(history.groupSold()[group], group, end);
    }
    return new Effects(history, month, begun.year(total, TOTAL, end), yearOf, uplift);
  }

  /** By how much of itself a week is raised that is wholly under a promotion. */
  double uplift() {
    return uplift;
  }

  /**
   * @param series a group, or {@link #TOTAL}
   * @param week may be one to come
   * @param promoted part of it under a promotion, 0 to 1
   */
  double factor(int series, int week, double promoted) {
    double[] year = yearOf.length == 0 ? yearOfTotal : series < 0 ? yearOfTotal : yearOf[series];
    return (1 + uplift * promoted)
        * Math.max(LEAST, 1 + product(month, Angles.month(history, week)))
        * Math.max(LEAST, year.length == 0 ? 1 : 1 + product(year, Angles.year(history, week)));
  }

  /** Waves over the year, as parts of the mean; none where there is too little, or only noise. */
  private double[] year(double[] sold, int series, int end) {
    int first = 0;
    while (first < end && sold[first] == 0) {
      first++;
    }
    int weeks = end - first;
    if (weeks < YEAR_FROM) {
      return new double[0];
    }
    double[] promoted = series < 0 ? history.totalPromoted() : history.groupPromoted()[series];
    double[][] columns = new double[2 + Angles.WAVES][weeks];
    double[] target = new double[weeks];
    for (int i = 0; i < weeks; i++) {
      int week = first + i;
      target[i] = sold[week] / factor(series, week, promoted[week]);
      columns[0][i] = 1;
      columns[1][i] = (double) i / weeks - 0.5;
      double[] angles = Angles.year(history, week);
      for (int wave = 0; wave < angles.length; wave++) {
        columns[2 + wave][i] = angles[wave];
      }
    }
    double[] weights = LeastSquares.solve(columns, target);
    double[] without = LeastSquares.solve(new double[][] {columns[0], columns[1]}, target);
    double explained =
        squares(new double[][] {columns[0], columns[1]}, without, target)
            - squares(columns, weights, target);
    double shrink =
        Shrinkage.of(explained, squares(columns, weights, target), Angles.WAVES, weeks - 2);
    double[] year = new double[Angles.WAVES];
    for (int wave = 0; wave < year.length; wave++) {
      year[wave] = weights[0] <= 0 ? 0 : shrink * weights[2 + wave] / weights[0];
    }
    return year;
  }

  private static double squares(double[][] columns, double[] weights, double[] target) {
    double squares = 0;
    for (int i = 0; i < target.length; i++) {
      double off = target[i];
      for (int column = 0; column < columns.length; column++) {
        off -= weights[column] * columns[column][i];
      }
      squares += off * off;
    }
    return squares;
  }

  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
