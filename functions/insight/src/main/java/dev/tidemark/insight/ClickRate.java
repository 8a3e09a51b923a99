package dev.tidemark.insight;

/**
 * Clicks by impressions of users who were drawn one by one. Impressions of one user are alike, so
 * that it is users who count, and not impressions: the rate is a ratio of two means over users, and
 * its variance that of the delta method (Deng, Knoblich and Lu, "Applying the Delta Method in
 * Metric Analytics", KDD 2018).
 */
final class ClickRate {
  private int users;
  private int clickers;
  private double shown;
  private double clicked;
  private double shownSquared;
  private double clickedSquared;
  private double product;

  /** One more user. */
  void add(long impressions, long clicks) {
    users++;
    clickers += clicks > 0 ? 1 : 0;
    shown += impressions;
    clicked += clicks;
    shownSquared += (double) impressions * impressions;
    clickedSquared += (double) clicks * clicks;
    product += (double) impressions * clicks;
  }

  int users() {
    return users;
  }

  /** Users who clicked anything. */
  int clickers() {
    return clickers;
  }

  double value() {
    return clicked / shown;
  }

  /** Of {@link #value()}; needs two users, and an impression. */
  double variance() {
    double rate = value();
    // The sum of squares of what each user's clicks differ by from rate * impressions.
    double squares = clickedSquared - 2 * rate * product + rate * rate * shownSquared;
    return Math.max(0, squares) * users / (users - 1) / (shown * shown);
  }
}
