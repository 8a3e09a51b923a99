package dev.tidemark.insight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * By how much the second of two click rates is above the first.
 *
 * @param error standard error of the value
 */
record RateDifference(double value, double error) {
  private static final int USERS = 100;
  private static final int CLICKERS = 10;

  /** What is said instead. */
  static final String TOO_FEW =
      "too few: each needs at least " + USERS + " users, and " + CLICKERS + " of them who clicked";

  private static final double LEVEL = 0.05;

  /** So many standard errors to both sides hold 95 % of a normal distribution. */
  private static final double SPAN = 1.959964;

  /** Empty where there are too few users for the normal distribution, which the test takes. */
  static Optional<RateDifference> between(ClickRate first, ClickRate second) {
    if (!suffices(first) || !suffices(second)) {
      return Optional.empty();
    }
    return Optional.of(
        new RateDifference(
            second.value() - first.value(), Math.sqrt(first.variance() + second.variance())));
  }

  private static boolean suffices(ClickRate rate) {
    return rate.users() >= USERS && rate.clickers() >= CLICKERS && rate.variance() > 0;
  }

  /** How often a difference as large comes by chance, where there is none; two-sided. */
  double probability() {
    return 2 * Normal.above(Math.abs(value) / error);
  }

  boolean isSignificant() {
    return probability() < LEVEL;
  }

  void write(ObjectNode json) {
    json.put("difference", value);
    json.putArray("interval").add(value - SPAN * error).add(value + SPAN * error);
    json.put("pValue", probability());
  }
}
