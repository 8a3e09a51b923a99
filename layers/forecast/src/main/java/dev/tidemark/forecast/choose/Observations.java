package dev.tidemark.forecast.choose;

import java.util.Arrays;

/** What was said of weeks to come and what came, of the series of one level. */
public final class Observations {
  private static final double OLDER = 0.9;

  private int[] series = new int[256];
  private int[] ahead = new int[256];
  private double[] weight = new double[256];
  private double[] mean = new double[256];
  private double[] sold = new double[256];
  private boolean[] summed = new boolean[256];
  private int size;

  /**
   * All weeks of one origin, each alone and together with those before it.
   *
   * @param means of the weeks from the origin on
   * @param known weeks of all that are known, of which no later one is looked at
   */
  public void add(int ofSeries, double[] means, double[] weeks, int origin, int known) {
    double weight = Math.pow(OLDER, known - origin - 1.0);
    double meanSum = 0;
    double soldSum = 0;
    for (int week = 0; week < means.length && origin + week < known; week++) {
      add(ofSeries, weight, week + 1, means[week], weeks[origin + week], false);
      meanSum += means[week];
      soldSum += weeks[origin + week];
      add(ofSeries, weight, week + 1, meanSum, soldSum, true);
    }
  }

  private void add(int ofSeries, double counts, int week, double said, double came, boolean isSum) {
    if (size == series.length) {
      series = Arrays.copyOf(series, 2 * size);
      ahead = Arrays.copyOf(ahead, 2 * size);
      weight = Arrays.copyOf(weight, 2 * size);
      mean = Arrays.copyOf(mean, 2 * size);
      sold = Arrays.copyOf(sold, 2 * size);
      summed = Arrays.copyOf(summed, 2 * size);
    }
    series[size] = ofSeries;
    ahead[size] = week;
    weight[size] = counts;
    mean[size] = said;
    sold[size] = came;
    summed[size++] = isSum;
  }

  int size() {
    return size;
  }

  int mostAhead() {
    int most = 1;
    for (int row = 0; row < size; row++) {
      most = Math.max(most, ahead[row]);
    }
    return most;
  }

  int series(int row) {
    return series[row];
  }

  /** Weeks ahead, from 1 on. */
  int ahead(int row) {
    return ahead[row];
  }

  /** How much it counts: later origins more. */
  double weight(int row) {
    return weight[row];
  }

  double mean(int row) {
    return mean[row];
  }

  double square(int row) {
    return (sold[row] - mean[row]) * (sold[row] - mean[row]);
  }

  double off(int row) {
    return sold[row] - mean[row];
  }

  /** Whether it is of all weeks up to that one together. */
  boolean isSum(int row) {
    return summed[row];
  }
}
