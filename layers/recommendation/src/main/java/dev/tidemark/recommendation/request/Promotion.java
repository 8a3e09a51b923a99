package dev.tidemark.recommendation.request;

/**
 * Items that are to have some places of an answer.
 *
 * @param places most items that are answered only because of it
 * @param filter the items
 */
public record Promotion(int places, ItemFilter filter) {
  public static final Promotion NONE = new Promotion(0, ItemFilter.ANY);
}
