package dev.tidemark.features;

/**
 * What is known of one item, as indices from 1 on and numbers.
 *
 * @param categories none or several
 * @param words of the title, none or several, none of them twice
 * @param priceBand 0 = price not known
 * @param content of length 1; empty = none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record EncodedItem(int[] categories, int[] words, int priceBand, float[] content) {
  private static final int[] NO_INDICES = {};
  private static final float[] NO_CONTENT = {};

  static final EncodedItem NOTHING = new EncodedItem(NO_INDICES, NO_INDICES, 0, NO_CONTENT);

  EncodedItem withoutTitle() {
    return new EncodedItem(categories, NO_INDICES, priceBand, content);
  }

  EncodedItem withoutContent() {
    return new EncodedItem(categories, words, priceBand, NO_CONTENT);
  }

  /** Whether a model can tell more of the item than its id. */
  public boolean isAnythingKnown() {
    return categories.length > 0 || words.length > 0 || priceBand > 0 || content.length > 0;
  }
}
