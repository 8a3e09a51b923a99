package dev.tidemark.training.data;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongIntHashMap;
import dev.tidemark.domain.Behaviour;
import java.time.Duration;

/** Tells robots from people, by how much they do on one day (UTC). */
final class Robots {
  /** One interaction every 15 seconds for more than eight hours; a basket counts as one. */
  static final int MOST_A_DAY = 2000;

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What came without a time was given seconds of 1970, which are no day of anybody's. */
  private static final long FIRST_REAL_DAY = 365;

  private Robots() {}

  /** Whether nobody could have done this with their own hands. */
  static boolean isOne(InteractionLog.Rows rows) {
    if (rows.size() <= MOST_A_DAY) {
      return false;
    }
    LongIntHashMap byDay = new LongIntHashMap();
    LongHashSet baskets = new LongHashSet();
    for (int row = 0; row < rows.size(); row++) {
      long millis = rows.millis(row);
      long day = millis / DAY;
      boolean basket = rows.behaviour(row).equals(Behaviour.PURCHASE);
      if (day >= FIRST_REAL_DAY
          && (!basket || baskets.add(millis))
          && byDay.addTo(day, 1) > MOST_A_DAY) {
        return true;
      }
    }
    return false;
  }
}
