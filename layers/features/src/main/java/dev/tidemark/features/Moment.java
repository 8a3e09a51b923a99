package dev.tidemark.features;

/**
 * When and under what a question is asked.
 *
 * @param millis epoch milliseconds
 * @param promotion whether there is one, as far as the question tells
 */
public record Moment(long millis, Promotion promotion) {
  /** What a question tells of promotions. */
  public enum Promotion {
    /** Nothing: the newest interaction does, see {@link RequestContext}. */
    NOT_TOLD,
    NONE,
    ONE
  }

  /** Nothing is told of promotions, as in training. */
  public static Moment of(long millis) {
    return new Moment(millis, Promotion.NOT_TOLD);
  }
}
