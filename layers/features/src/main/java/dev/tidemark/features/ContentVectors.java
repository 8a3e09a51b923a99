package dev.tidemark.features;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The content embeddings of items, of which all that count have the same length. Immutable. */
final class ContentVectors {
  private static final float[] NONE = {};

  private final int length;
  private final float[][] vectors;
  private final int refused;

  private ContentVectors(int length, float[][] vectors, int refused) {
    this.length = length;
    this.vectors = vectors;
    this.refused = refused;
  }

  /**
   * @param trained the first items; the length that most of them have counts, the shorter one of
   *     two, and nothing where none of them has a vector
   */
  static ContentVectors of(List<ItemDescription> items, int trained) {
    int length = usualLength(items.subList(0, trained));
    float[][] vectors = new float[items.size()][];
    int refused = 0;
    for (int i = 0; i < vectors.length; i++) {
      float[] given = items.get(i).content();
      vectors[i] = given.length == length ? given : NONE;
      refused += length > 0 && given.length > 0 && given.length != length ? 1 : 0;
    }
    return new ContentVectors(length, vectors, refused);
  }

  static ContentVectors none(int items) {
    float[][] vectors = new float[items][];
    Arrays.fill(vectors, NONE);
    return new ContentVectors(0, vectors, 0);
  }

  /** Those of some items by vocabulary index; what was refused stays counted. */
  ContentVectors only(int[] items) {
    float[][] some = new float[items.length][];
    for (int i = 0; i < items.length; i++) {
      some[i] = vectors[items[i] - 1];
    }
    return new ContentVectors(length, some, refused);
  }

  private static int usualLength(List<ItemDescription> items) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (ItemDescription item : items) {
      if (item.content().length > 0) {
        counts.merge(item.content().length, 1, Integer::sum);
      }
    }
    int usual = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      int more = entry.getValue() - counts.getOrDefault(usual, 0);
      usual = more > 0 || (more == 0 && entry.getKey() < usual) ? entry.getKey() : usual;
    }
    return usual;
  }

  /** Numbers of each vector; 0 = no item has one. */
  int length() {
    return length;
  }

  /** Tells how many items' vectors have another length and do not count. */
  Optional<String> refusal() {
    return refused == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "vector: that of %,d items is not used; give %,d numbers, as most items have",
                refused,
                length));
  }

  /** A copy of one item's vector; empty = none. */
  float[] of(int row) {
    return vectors[row].clone();
  }
}
