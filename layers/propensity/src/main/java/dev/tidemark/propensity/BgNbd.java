package dev.tidemark.propensity;

/**
 * BG/NBD of Fader, Hardie and Lee, "Counting your customers the easy way" (2005): a shopper orders
 * at a rate of their own until, after some order, they are gone for good. Time is in days.
 *
 * @param r shape of the rates' gamma distribution
 * @param alpha its scale, days
 * @param a first parameter of the beta distribution of who leaves after an order
 * @param b its second parameter
 */
public record BgNbd(double r, double alpha, double a, double b) {
  private static final double PRECISION = 1e-12;
  private static final int MOST_TERMS = 10_000;

  /** The expectation has a gap at a = 1, which no data tell from its neighbours. */
  private static final double GAP = 1e-6;

  /**
   * What the model knows of a shopper.
   *
   * @param repeats orders after the first one
   * @param last from the first order to the last one, days
   * @param age from the first order to the moment asked about, days
   */
  public record Buyer(int repeats, double last, double age) {
    public Buyer {
      if (repeats < 0 || !(last >= 0 && age >= last) || (repeats == 0 && last > 0)) {
        throw new IllegalArgumentException(
            "repeats " + repeats + ", last " + last + ", age " + age + " contradict each other");
      }
    }
  }

  public BgNbd {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "r " + r + ", alpha " + alpha + ", a " + a + ", b " + b + "; all must be above 0");
    }
  }

  /** Probability that the shopper has not left. */
  public double alive(Buyer buyer) {
    return 1 / (1 + goneOdds(buyer));
  }

  /** Probability of an order within so many days: alive, and an order of who is comes in time. */
  public double orderWithin(double days, Buyer buyer) {
    double shape = r + buyer.repeats;
    double since = alpha + buyer.age;
    return alive(buyer) * -Math.expm1(shape * Math.log(since / (since + days)));
  }

  /** Orders that are expected within so many days (equation 10 there). */
  public double ordersWithin(double days, Buyer buyer) {
    double leaving = Math.abs(a - 1) < GAP ? 1 + GAP : a;
    double shape = r + buyer.repeats;
    double since = alpha + buyer.age;
    double sum = leaving + b + buyer.repeats - 1;
    double series = gauss(shape, b + buyer.repeats, sum, days / (since + days));
    double left = Math.exp(shape * Math.log(since / (since + days))) * series;
    return sum / (leaving - 1) * (1 - left) * alive(buyer);
  }

  private double goneOdds(Buyer buyer) {
    if (buyer.repeats == 0) {
      return 0;
    }
    double odds = Math.log(a / (b + buyer.repeats - 1));
    double ratio = Math.log((alpha + buyer.age) / (alpha + buyer.last));
    return Math.exp(odds + (r + buyer.repeats) * ratio);
  }

  /** The hypergeometric function 2F1 for 0 <= z < 1, by its series. */
  static double gauss(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MOST_TERMS && Math.abs(term) > PRECISION * Math.abs(sum); n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }
}
