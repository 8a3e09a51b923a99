package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.sales.SalesHistory;
import java.time.LocalDate;

/** Where a week lies in its month and in its year: two waves of each, the mean of its days. */
final class Angles {
  /** A cosine and a sine of each of two waves. */
  static final int WAVES = 4;

  private static final int DAYS = 7;

  private Angles() {}

  static double[] month(SalesHistory history, int week) {
    double[] waves = new double[WAVES];
    LocalDate monday = history.week(week);
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = monday.plusDays(i);
      add(waves, (day.getDayOfMonth() - 0.5) / day.lengthOfMonth());
    }
    return waves;
  }

  static double[] year(SalesHistory history, int week) {
    double[] waves = new double[WAVES];
    LocalDate monday = history.week(week);
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = monday.plusDays(i);
      add(waves, (day.getDayOfYear() - 0.5) / day.lengthOfYear());
    }
    return waves;
  }

  private static void add(double[] waves, double part) {
    for (int wave = 0; wave < WAVES; wave += 2) {
      double angle = Math.PI * (wave + 2) * part;
      waves[wave] += Math.cos(angle) / DAYS;
      waves[wave + 1] += Math.sin(angle) / DAYS;
    }
  }
}
