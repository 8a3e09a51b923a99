package dev.tidemark.forecast.method;

/** By how much each week of a season is above the mean of the season around it. */
final class Seasons {
  private Seasons() {}

  /**
   * As the classical decomposition has it; they add up to 0.
   *
   * @param length weeks of a season, of which there are two or more; 0 = none
   */
  static double[] of(double[] sold, int length) {
    double[] seasons = new double[length];
    double[] counts = new double[length];
    for (int week = length / 2; length > 0 && week + length / 2 < sold.length; week++) {
      double around = (sold[week - length / 2] + sold[week + length / 2]) / 2;
      for (int other = week - length / 2 + 1; other < week + length / 2; other++) {
        around += sold[other];
      }
      seasons[week % length] += sold[week] - around / length;
      counts[week % length]++;
    }
    double mean = 0;
    for (int week = 0; week < length; week++) {
      seasons[week] /= Math.max(1, counts[week]);
      mean += seasons[week] / length;
    }
    for (int week = 0; week < length; week++) {
      seasons[week] -= mean;
    }
    return seasons;
  }
}
