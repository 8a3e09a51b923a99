package dev.tidemark.propensity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Ready-made groups of shoppers, by rules that anybody can check. */
@SuppressWarnings("ImmutableEnumChecker") // its predicates hold no state
public enum Segment {
  NEW(
      "1 or 2 orders, the first within the last 30 days",
      it -> it.orders() > 0 && it.orders() <= 2 && it.buyer().age() <= 30),
  LOYAL(
      "4 orders or more, and no longer without one than twice the mean gap between them (7 days at"
          + " least)",
      it -> it.orders() >= 4 && it.recency() <= 2 * gap(it)),
  AT_RISK(
      "2 orders or more, and without one for more than 2 and up to 4 times the mean gap between"
          + " them (7 days at least)",
      it -> it.orders() >= 2 && it.recency() > 2 * gap(it) && it.recency() <= 4 * gap(it)),
  ASLEEP(
      "without an order for more than 4 times the mean gap between them (7 days at least), or for"
          + " more than 90 days after a single one",
      it -> it.orders() >= 2 ? it.recency() > 4 * gap(it) : it.orders() == 1 && it.recency() > 90),
  DISCOUNT_LED(
      "2 orders or more, and at least half of what was bought under a promotion",
      it -> it.orders() >= 2 && it.promoted() >= 0.5);

  private static final double SHORTEST_GAP = 7;

  private final String rule;
  private final Predicate<Standing> holds;

  Segment(String rule, Predicate<Standing> holds) {
    this.rule = rule;
    this.holds = holds;
  }

  private static double gap(Standing standing) {
    return Math.max(SHORTEST_GAP, standing.meanGap().orElse(0.0));
  }

  /** In words. */
  public String rule() {
    return rule;
  }

  public static List<Segment> of(Standing standing) {
    return Arrays.stream(values()).filter(segment -> segment.holds.test(standing)).toList();
  }

  public static Optional<Segment> named(String name) {
    return Arrays.stream(values()).filter(it -> it.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
