package dev.tidemark.forecast.sales;

import java.time.LocalDate;
import java.util.List;

/**
 * What a shop sold in its complete weeks, by item and by group of items. Weeks are counted back
 * from the newest day that is over, so that none is cut short. Nobody changes the arrays.
 *
 * @param end the day after the last week
 * @param weeks how many there are
 * @param items ids, in their order
 * @param articles what is known of each
 * @param sales of each item, only the weeks with a sale
 * @param groups names of categories or, where a shop has none, of families, in their order
 * @param groupOf for each item
 * @param groupSold pieces, by group and week
 * @param groupPromoted part of the days under a promotion, by group and week
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record SalesHistory(
    LocalDate end,
    int weeks,
    List<String> items,
    List<Article> articles,
    SparseWeeks sales,
    Grouping.Kind kind,
    List<String> groups,
    int[] groupOf,
    double[][] groupSold,
    double[][] groupPromoted) {
  static final int DAYS = 7;

  /** Five years; what was before tells nothing of next month. */
  static final int LONGEST = 260;

  public LocalDate week(int week) {
    return end.minusWeeks((long) weeks - week);
  }

  /** Pieces of all items by week. */
  public double[] total() {
    double[] total = new double[weeks];
    for (double[] group : groupSold) {
      for (int week = 0; week < weeks; week++) {
        total[week] += group[week];
      }
    }
    return total;
  }

  /** Part of all that is usually sold that was under a promotion, by week. */
  public double[] totalPromoted() {
    double[] promoted = new double[weeks];
    double all = 0;
    for (int group = 0; group < groupSold.length; group++) {
      double sold = 0;
      for (double pieces : groupSold[group]) {
        sold += pieces;
      }
      all += sold;
      for (int week = 0; week < weeks; week++) {
        promoted[week] += sold * groupPromoted[group][week];
      }
    }
    for (int week = 0; week < weeks; week++) {
      promoted[week] /= Math.max(all, Double.MIN_NORMAL);
    }
    return promoted;
  }
}
