package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a week apart, back from the end of the data; each is made once.
 *
 * @param made by their moments
 */
public record Cuts(List<Activity> activities, long begin, Map<Long, Cut> made) {
  private static final long DAY = (long) Standing.DAY;
  private static final long APART = 7 * DAY;
  private static final int MOST_CUTS = 40;

  /** Rows of all cuts, about: more cost time and tell nothing new. */
  private static final int MOST_ROWS = 100_000;

  /** Days that are looked back on at the first cut, or a quarter of all. */
  private static final int LOOK_BACK = 45;

  public static Cuts of(List<Activity> activities) {
    long begin =
        activities.stream()
            .filter(it -> it.size() > 0)
            .mapToLong(it -> it.millis(0))
            .min()
            .orElse(0);
    return new Cuts(List.copyOf(activities), begin, new HashMap<>());
  }

  /** The moment after the last thing that anybody did. */
  public long end() {
    return 1
        + activities.stream()
            .filter(it -> it.size() > 0)
            .mapToLong(it -> it.millis(it.size() - 1))
            .max()
            .orElse(begin - 1);
  }

  public Cut at(long millis) {
    int every = 1 + (int) ((long) activities.size() * MOST_CUTS / 2 / MOST_ROWS);
    return made.computeIfAbsent(millis, at -> Cut.at(at, activities, every));
  }

  /** Those whose window of so many days is over at a moment, in the order of time. */
  public List<Cut> before(long moment, int days) {
    long first = begin + Math.min(LOOK_BACK * DAY, (moment - begin) / 4);
    List<Cut> cuts = new ArrayList<>();
    for (long at = moment - days * DAY; at >= first && cuts.size() < MOST_CUTS; at -= APART) {
      cuts.add(at(at));
    }
    Collections.reverse(cuts);
    return cuts;
  }
}
