package dev.tidemark.recommendation.request;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.features.Moment;
import java.time.Instant;
import java.util.List;

/**
 * What is asked for.
 *
 * @param moment for when, and under what
 * @param ranking whether the items of the filter are to be ordered, so that also those are answered
 *     that nobody knows
 * @param explain whether each item is to have its reason
 */
public record RecommendationRequest(
    Subject subject,
    int count,
    ItemFilter filter,
    Exclusions exclusions,
    Assortment assortment,
    Moment moment,
    boolean ranking,
    boolean explain) {

  public static final int MAX_COUNT = 100;

  private static final int POOL = 4;

  /** For when. */
  public Instant time() {
    return Instant.ofEpochMilli(moment.millis());
  }

  /** Items among which those are chosen that are answered. */
  public int pool() {
    return assortment.diversity() == 0 ? count : Math.min(MAX_COUNT, POOL * count);
  }

  /** The same for what is within other categories. */
  public RecommendationRequest within(List<CategoryPath> categories) {
    return new RecommendationRequest(
        subject,
        count,
        filter.within(categories),
        exclusions,
        assortment,
        moment,
        ranking,
        explain);
  }

  /**
   * The items of the promotion, by score alone and as many of a category as before.
   *
   * @param places most items
   */
  public RecommendationRequest promoted(int places) {
    return new RecommendationRequest(
        subject,
        places,
        assortment.promotion().filter().and(filter),
        exclusions,
        new Assortment(assortment.perCategory(), 0, 0, Promotion.NONE),
        moment,
        false,
        explain);
  }
}
