package dev.tidemark.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is odd about a log: what nothing is learnt from, though the table keeps it, and who takes
 * much room.
 *
 * @param takenBack interactions that take interest back, by behaviour; not learnt from
 * @param ahead interactions of the future, from a clock that is wrong; not learnt from
 * @param robots shoppers who do more on one day than a person can; not learnt from
 * @param robotInteractions of these shoppers
 * @param dominant shoppers who have more than 5 % of all else each, where they are 20 or more
 * @param largestShare of a shopper in all else, 0 to 1
 */
public record LogReport(
    Map<String, Long> takenBack,
    long ahead,
    int robots,
    long robotInteractions,
    int dominant,
    double largestShare) {

  /** Among fewer shoppers somebody always has more than an equal share. */
  private static final int MANY = 20;

  private static final double MUCH = 0.05;

  public LogReport {
    takenBack = new TreeMap<>(takenBack);
  }

  /**
   * @param sizes interactions of each shopper that is learnt from
   */
  static LogReport of(
      Map<String, Long> takenBack, long ahead, int robots, long robotInteractions, int[] sizes) {
    long all = 0;
    int largest = 0;
    for (int size : sizes) {
      all += size;
      largest = Math.max(largest, size);
    }
    int dominant = 0;
    for (int size : sizes) {
      dominant += sizes.length >= MANY && size > MUCH * all ? 1 : 0;
    }
    return new LogReport(
        takenBack,
        ahead,
        robots,
        robotInteractions,
        dominant,
        all == 0 ? 0 : (double) largest / all);
  }

  /** A line for each oddity that there is; no ids. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!takenBack.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "not learnt from: %,d interactions that take interest back %s",
              takenBack.values().stream().mapToLong(Long::longValue).sum(),
              takenBack));
    }
    if (ahead > 0) {
      lines.add(
          String.format(Locale.ROOT, "not learnt from: %,d interactions of the future", ahead));
    }
    if (robots > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "not learnt from: %,d interactions of %,d shopper(s) with more than %,d on one day,"
                  + " which only robots have",
              robotInteractions,
              robots,
              Robots.MOST_A_DAY));
    }
    if (dominant > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "warning: %d shopper(s) with more than 5 %% of all interactions each, one with"
                  + " %.0f %%; is it a missing user id, a test or a robot?",
              dominant,
              100 * largestShare));
    }
    return lines;
  }
}
