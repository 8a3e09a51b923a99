package dev.tidemark.lab.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.BgNbd.Buyer;
import dev.tidemark.propensity.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Buyers as the literature has them: weeks from day to day, the last one before a moment is now.
 */
final class WeeklyBuyers {
  private static final double WEEK = 7;

  private WeeklyBuyers() {}

  static List<Buyer> before(Instant moment, List<Activity> activities) {
    long today = day(moment.toEpochMilli()) - 1;
    List<Buyer> buyers = new ArrayList<>();
    for (Activity activity : activities) {
      int orders = 0;
      long first = 0;
      long last = 0;
      for (int i = 0; i < activity.before(moment.toEpochMilli()); i++) {
        long day = day(activity.millis(i));
        if (activity.isPurchase(i) && (orders == 0 || day > last)) {
          first = orders == 0 ? day : first;
          last = day;
          orders++;
        }
      }
      if (orders > 0) {
        buyers.add(new Buyer(orders - 1, (last - first) / WEEK, (today - first) / WEEK));
      }
    }
    return buyers;
  }

  private static long day(long millis) {
    return Math.floorDiv(millis, (long) Standing.DAY);
  }
}
