package dev.tidemark.propensity;

/**
 * What an order is worth: a shopper's mean, drawn to the shop's where there are few orders.
 *
 * @param mean value of an order in the shop; NaN = no price is known
 * @param weight orders that the shop's mean counts for, which is what orders of one shopper vary by
 *     against what shoppers vary by (Bühlmann's credibility)
 */
public record Spend(double mean, double weight) {
  public static final Spend UNKNOWN = new Spend(Double.NaN, 1);

  /** Expected value of the shopper's next order; NaN where no price is known. */
  public double of(Standing standing) {
    int orders = standing.hasPrices() ? standing.orders() : 0;
    return (weight * mean + orders * standing.meanValue()) / (weight + orders);
  }
}
