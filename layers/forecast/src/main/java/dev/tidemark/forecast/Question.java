package dev.tidemark.forecast;

import java.util.Set;

/**
 * What is asked of a shop's forecast.
 *
 * @param id of the item, or the path of the category as the shop writes it; empty for the total
 * @param weeks ahead, from 1 to {@link ShopForecast#LONGEST}
 * @param leadTime weeks from an order to its goods, within the same bounds
 * @param serviceLevel probability that the stock lasts that long, above 0 and below 1
 * @param promotion weeks ahead, from 1 on, in which what is asked for is under a promotion
 */
public record Question(
    Level level, String id, int weeks, int leadTime, double serviceLevel, Set<Integer> promotion) {

  /** Where nothing else is said. */
  public static final int WEEKS = 4;

  public static final int LEAD_TIME = 2;
  public static final double SERVICE_LEVEL = 0.95;

  /** Those that are understood, for people. */
  public static final String SERVICE_LEVELS = "0.5 to 0.99";

  private static final double LEAST_SERVICE = 0.5;
  private static final double MOST_SERVICE = 0.99;

  public Question {
    promotion = Set.copyOf(promotion);
  }

  /** Of an item, a category, or, where both are blank, of the total. */
  public static Question of(
      String item,
      String category,
      int weeks,
      int leadTime,
      double serviceLevel,
      Set<Integer> promotion) {
    Level level = !item.isEmpty() ? Level.ITEM : !category.isEmpty() ? Level.CATEGORY : Level.TOTAL;
    return new Question(level, item + category, weeks, leadTime, serviceLevel, promotion);
  }

  /** Never where it is no number. */
  public static boolean isServiceLevel(double given) {
    return given >= LEAST_SERVICE && given <= MOST_SERVICE;
  }
}
