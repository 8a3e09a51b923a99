package dev.tidemark.forecast.method;

import java.util.Arrays;

/**
 * What is known when a series is forecast. Nobody changes the arrays.
 *
 * @param sold pieces of each week, oldest first, from the first one with a sale on
 * @param factors of each of these weeks, by which the calendar and promotions raise it: 1 = as ever
 * @param ahead the same of the weeks to come; its length is how many are forecast
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Known(double[] sold, double[] factors, double[] ahead) {

  public Known {
    if (sold.length == 0 || sold.length != factors.length) {
      throw new IllegalArgumentException(
          sold.length + " weeks with " + factors.length + " factors cannot be forecast");
    }
  }

  /** Weeks that are all alike. */
  public static Known plain(double[] sold, int weeks) {
    double[] factors = new double[sold.length];
    double[] ahead = new double[weeks];
    Arrays.fill(factors, 1);
    Arrays.fill(ahead, 1);
    return new Known(sold, factors, ahead);
  }

  int weeks() {
    return ahead.length;
  }

  /** Every week to come the same, 0 or more. */
  double[] level(double value) {
    double[] mean = new double[weeks()];
    Arrays.fill(mean, Math.max(0, value));
    return mean;
  }
}
