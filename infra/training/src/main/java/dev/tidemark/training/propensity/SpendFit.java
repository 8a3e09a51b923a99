package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Spend;
import dev.tidemark.propensity.Standing;
import java.util.List;

/** What orders are worth, from the means of shoppers. */
final class SpendFit {
  private static final double MOST_WEIGHT = 100;

  private SpendFit() {}

  /**
   * Bühlmann's credibility: the means of shoppers with one order vary by what orders and shoppers
   * vary by, those of shoppers with many by what shoppers vary by alone.
   */
  static Spend of(List<Standing> standings) {
    List<Standing> priced = standings.stream().filter(Standing::hasPrices).toList();
    if (priced.isEmpty()) {
      return Spend.UNKNOWN;
    }
    double mean = priced.stream().mapToDouble(Standing::meanValue).average().orElseThrow();
    // Squared distance of a shopper's mean = between + within / orders: a line by least squares.
    double count = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (Standing standing : priced) {
      double inverse = 1.0 / standing.orders();
      double square = Math.pow(standing.meanValue() - mean, 2);
      count++;
      x += inverse;
      y += square;
      xx += inverse * inverse;
      xy += inverse * square;
    }
    double slope = (count * xy - x * y) / Math.max(1e-9, count * xx - x * x);
    double between = (y - slope * x) / count;
    double weight = slope <= 0 ? 0 : between <= 0 ? MOST_WEIGHT : slope / between;
    return new Spend(mean, Math.max(0.5, Math.min(MOST_WEIGHT, weight)));
  }
}
