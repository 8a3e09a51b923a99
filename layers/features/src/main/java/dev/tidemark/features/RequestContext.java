package dev.tidemark.features;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When and under what a question is asked: the month and whether there is a promotion, as one
 * index. It changes at the end of a month (UTC) and where a promotion ends, so the same question
 * twice has the same answer.
 */
public final class RequestContext {
  /** Months from 1 on; 0 = the month tells nothing. */
  public static final int SEASONS = 13;

  /** 0 = none that is known of, 1 = there is one. */
  public static final int PROMOTIONS = 2;

  /** Number of indices; seasons change slowest. */
  public static final int COUNT = SEASONS * PROMOTIONS;

  private RequestContext() {}

  /**
   * The month of the moment, and whether there is a promotion then, both as far as training saw
   * them. In training no question tells of promotions; then there is one where the newest of the
   * first {@code end} interactions was under one and less than an hour has passed.
   */
  static int of(FeatureSpec spec, History history, int end, Moment moment) {
    boolean promotion =
        spec.promotions()
            && switch (moment.promotion()) {
              case NOT_TOLD -> isPromoted(history, end, moment.millis());
              case NONE -> false;
              case ONE -> true;
            };
    return (spec.seasons() ? season(moment.millis()) : 0) * PROMOTIONS + (promotion ? 1 : 0);
  }

  private static boolean isPromoted(History history, int end, long now) {
    return end > 0
        && history.isPromoted(end - 1)
        && RequestGap.bucket(now - history.millis(end - 1)) <= RequestGap.WITHIN_AN_HOUR;
  }

  /** The month, 1 to 12. */
  public static int season(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).getMonthValue();
  }
}
