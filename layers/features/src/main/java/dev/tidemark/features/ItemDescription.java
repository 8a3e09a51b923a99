package dev.tidemark.features;

import dev.tidemark.domain.Item;
import java.util.List;

/**
 * What the catalogue says of an item besides its id, as far as a model can learn from it.
 *
 * @param title as in {@code Item}; may be empty
 * @param category as in {@code Item}; may be empty
 * @param price NaN = not given
 * @param content embedding of length 1; empty = not given
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record ItemDescription(String title, String category, double price, float[] content) {
  private static final float[] NO_CONTENT = {};

  /** An item of which nothing is known. */
  public static final ItemDescription UNKNOWN = of("", "", Double.NaN);

  /** Without a content vector. */
  public static ItemDescription of(String title, String category, double price) {
    return new ItemDescription(title, category, price, NO_CONTENT);
  }

  public static ItemDescription of(Item item) {
    return of(item, item.vector());
  }

  /**
   * @param vector the item's own, which a listing lacks
   */
  public static ItemDescription of(Item listed, List<Float> vector) {
    return new ItemDescription(listed.title(), listed.category(), listed.price(), unit(vector));
  }

  /**
   * Embeddings are compared by their directions, and their lengths differ from maker to maker; one
   * without a direction says nothing.
   */
  private static float[] unit(List<Float> vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    if (squares == 0) {
      return NO_CONTENT;
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.size()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector.get(i) / length);
    }
    return unit;
  }
}
