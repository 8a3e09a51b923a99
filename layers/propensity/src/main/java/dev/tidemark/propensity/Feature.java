package dev.tidemark.propensity;

import java.util.function.ToDoubleFunction;

/**
 * What a head reads of a shopper's standing, a number each. Counts and durations are taken as
 * logarithms, so that the second order tells more than the twentieth.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
enum Feature {
  RECENCY(Topic.RECENCY, it -> Math.log1p(it.recency())),
  LATENESS(Topic.RECENCY, Feature::lateness),
  LATE_BY_GAPS(Topic.RECENCY, Feature::lateByGaps),
  ORDERS(Topic.FREQUENCY, it -> Math.log1p(it.orders())),
  RATE(Topic.FREQUENCY, it -> (it.orders() - 0.5) / (it.tenure() + 30) * 30),
  ORDERS_7(Topic.FREQUENCY, it -> Math.log1p(it.ordersWithin(7))),
  ORDERS_14(Topic.FREQUENCY, it -> Math.log1p(it.ordersWithin(14))),
  ORDERS_30(Topic.FREQUENCY, it -> Math.log1p(it.ordersWithin(30))),
  ORDERS_60(Topic.FREQUENCY, it -> Math.log1p(it.ordersWithin(60))),
  ORDERS_90(Topic.FREQUENCY, it -> Math.log1p(it.ordersWithin(90))),
  ORDERS_180(Topic.FREQUENCY, it -> Math.log1p(it.ordersWithin(180))),
  FADING_15(Topic.FREQUENCY, it -> Math.log1p(it.fading(15))),
  FADING_45(Topic.FREQUENCY, it -> Math.log1p(it.fading(45))),
  FADING_120(Topic.FREQUENCY, it -> Math.log1p(it.fading(120))),
  BUYS(Topic.FREQUENCY, it -> it.orders() > 0 ? 1 : 0),
  GAP_SPREAD(Topic.FREQUENCY, Feature::gapSpread),
  VALUE(Topic.MONEY, it -> Math.log1p(Math.max(0, it.meanValue()))),
  LAST_VALUE(Topic.MONEY, it -> Math.log1p(Math.max(0, it.lastValue()))),
  LINES(Topic.BASKET, it -> Math.log1p(it.meanLines())),
  LAST_LINES(Topic.BASKET, it -> Math.log1p(it.lastLines())),
  ITEMS(Topic.BASKET, it -> Math.log1p(it.items())),
  TENURE(Topic.TENURE, it -> Math.log1p(it.tenure())),
  VISITS_1(Topic.VISITS, it -> Math.log1p(it.visits(0))),
  VISITS_7(Topic.VISITS, it -> Math.log1p(it.visits(1))),
  VISITS_30(Topic.VISITS, it -> Math.log1p(it.visits(2))),
  CARTS(Topic.VISITS, it -> Math.log1p(it.carts())),
  IDLE(Topic.VISITS, it -> Math.log1p(it.idle())),
  PROMOTED(Topic.PROMOTIONS, Standing::promoted);

  /** Stands for the spread of gaps where there are not two of them, days. */
  private static final double UNKNOWN_SPREAD = 50;

  private final Topic topic;
  private final ToDoubleFunction<Standing> value;

  Feature(Topic topic, ToDoubleFunction<Standing> value) {
    this.topic = topic;
    this.value = value;
  }

  Topic topic() {
    return topic;
  }

  double of(Standing standing) {
    return value.applyAsDouble(standing);
  }

  /** How long there was no order, by the shopper's mean gap, which few orders tell little of. */
  private static double lateness(Standing standing) {
    double usual = (standing.buyer().last() + 30) / Math.max(1, standing.orders());
    return Math.log((standing.recency() + 1) / usual);
  }

  private static double lateByGaps(Standing standing) {
    double[] gaps = standing.gaps();
    double usual = gaps.length == 0 ? standing.tenure() : median(gaps);
    return Math.log1p(standing.recency() / (usual + 3));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double gapSpread(Standing standing) {
    double[] gaps = standing.gaps();
    if (gaps.length < 2) {
      return Math.log1p(UNKNOWN_SPREAD);
    }
    double mean = 0;
    for (double gap : gaps) {
      mean += gap / gaps.length;
    }
    double squares = 0;
    for (double gap : gaps) {
      squares += (gap - mean) * (gap - mean) / gaps.length;
    }
    return Math.log1p(Math.sqrt(squares));
  }
}
