package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.forecast.sales.SparseWeeks;
import java.util.Arrays;

/**
 * Which part of its group each item has, by what it sold last. Items that were never sold share
 * what new ones of their group sell as a rule, those whose price is like that of the new ones more
 * than others.
 */
final class Shares {
  /** Weeks in which new items are counted, so many times over. */
  private static final int BLOCK = 4;

  private static final int BLOCKS = 3;

  /** Prices are near within this factor. */
  private static final double NEAR = 2;

  private Shares() {}

  /**
   * @param weights of the items that were sold before, by item; those of others are filled in
   * @return parts of each group, by item, which add up to 1 in each group that has any
   */
  static double[] of(SalesHistory history, int origin, double[] weights) {
    int groups = history.groups().size();
    int[] first = firstWeeks(history);
    double[] sum = new double[groups];
    double[] unsold = new double[groups];
    double[][] pricesOfNew = pricesOfNew(history, origin, first);
    for (int item = 0; item < weights.length; item++) {
      int group = history.groupOf()[item];
      if (first[item] < origin) {
        sum[group] += weights[item];
      } else {
        weights[item] = 1 + near(pricesOfNew[group], history.articles().get(item).price());
        unsold[group] += weights[item];
      }
    }
    double[] ofNew = partOfNew(history, origin, first);
    double[] shares = new double[weights.length];
    for (int item = 0; item < weights.length; item++) {
      int group = history.groupOf()[item];
      boolean isNew = first[item] >= origin;
      double part = unsold[group] == 0 ? 0 : sum[group] == 0 ? 1 : ofNew[group];
      double all = isNew ? unsold[group] : sum[group];
      shares[item] = all == 0 ? 0 : (isNew ? part : 1 - part) * weights[item] / all;
    }
    return shares;
  }

  private static int[] firstWeeks(SalesHistory history) {
    SparseWeeks sales = history.sales();
    int[] first = new int[sales.items()];
    for (int item = 0; item < first.length; item++) {
      boolean sold = sales.begins()[item] < sales.begins()[item + 1];
      first[item] = sold ? sales.week()[sales.begins()[item]] : Integer.MAX_VALUE;
    }
    return first;
  }

  /** Which part of a group's sales in four weeks is of items first sold in them. */
  private static double[] partOfNew(SalesHistory history, int origin, int[] first) {
    double[] ofNew = new double[history.groups().size()];
    double[] all = new double[ofNew.length];
    int begin = Math.max(BLOCK, origin - BLOCK * BLOCKS);
    SparseWeeks sales = history.sales();
    for (int item = 0; item < first.length; item++) {
      int group = history.groupOf()[item];
      for (int entry = sales.begins()[item];
          entry < sales.begins()[item + 1] && sales.week()[entry] < origin;
          entry++) {
        int week = sales.week()[entry];
        if (week >= begin) {
          all[group] += sales.pieces()[entry];
          boolean isNew =
              first[item] >= begin && (week - begin) / BLOCK == (first[item] - begin) / BLOCK;
          ofNew[group] += isNew ? sales.pieces()[entry] : 0;
        }
      }
    }
    for (int group = 0; group < all.length; group++) {
      // One more piece that was not new: a group of one sale is no rule.
      ofNew[group] /= all[group] + 1;
    }
    return ofNew;
  }

  private static double[][] pricesOfNew(SalesHistory history, int origin, int[] first) {
    int begin = Math.max(BLOCK, origin - BLOCK * BLOCKS);
    double[][] prices = new double[history.groups().size()][0];
    for (int item = 0; item < first.length; item++) {
      double price = history.articles().get(item).price();
      if (first[item] >= begin && first[item] < origin && price > 0) {
        int group = history.groupOf()[item];
        prices[group] = Arrays.copyOf(prices[group], prices[group].length + 1);
        prices[group][prices[group].length - 1] = price;
      }
    }
    for (double[] ofGroup : prices) {
      Arrays.sort(ofGroup);
    }
    return prices;
  }

  /** How many of the sorted prices are near one. */
  private static int near(double[] prices, double price) {
    if (!(price > 0)) {
      return 0;
    }
    return below(prices, price * NEAR) - below(prices, price / NEAR);
  }

  private static int below(double[] prices, double price) {
    int place = Arrays.binarySearch(prices, price);
    return place < 0 ? -place - 1 : place;
  }
}
