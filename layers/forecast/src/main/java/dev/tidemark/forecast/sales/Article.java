package dev.tidemark.forecast.sales;

/**
 * What a forecast needs to know of an item.
 *
 * @param title may be empty
 * @param category the first one, may be empty
 * @param price of one piece; NaN = not known
 * @param active whether it is on sale
 */
public record Article(String title, String category, double price, boolean active) {
  static final Article UNKNOWN = new Article("", "", Double.NaN, false);

  /**
   * @param categories one or several joined by {@code |}
   */
  public static Article of(String title, String categories, double price, boolean active) {
    int end = categories.indexOf('|');
    String first = end < 0 ? categories : categories.substring(0, end);
    return new Article(title, first.strip(), price, active);
  }
}
