package dev.tidemark.recommendation.request;

/**
 * What decides about places of an answer besides the score.
 *
 * @param perCategory most items of one category
 * @param diversity how much less items count that are like others, 0 to 1
 * @param explore how many of the items are to be new ones, as far as there are such
 * @param promotion items that are to have some of the places
 */
public record Assortment(int perCategory, double diversity, int explore, Promotion promotion) {
  /** That there is no limit. */
  public static final int ANY = Integer.MAX_VALUE;

  /** The score alone. */
  public static final Assortment NONE = new Assortment(ANY, 0, 0, Promotion.NONE);

  /** Whether nothing but the score decides who is among the best. */
  public boolean isByScore() {
    return diversity == 0 && promotion.places() == 0;
  }
}
