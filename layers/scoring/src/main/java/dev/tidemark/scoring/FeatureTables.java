package dev.tidemark.scoring;

import dev.tidemark.features.EncodedItem;
import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.ItemEncoder;
import dev.tidemark.features.ItemFeatures;
import java.util.Optional;

/**
 * What training learnt of what describes items, for items that come after it: their vectors are
 * made as those of the model's own items were, but without an id. Tables have a row for each index,
 * each of as many numbers as an item's vector. Immutable.
 *
 * @param encoder of descriptions
 * @param dimension numbers of a vector
 * @param categories [categories * dimension]
 * @param words of titles, [words * dimension]
 * @param prices by price band, [bands * dimension]
 * @param content by number of a content vector, [numbers * dimension]
 * @param unseen what such an item counts
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of tables, never compared
public record FeatureTables(
    ItemEncoder encoder,
    int dimension,
    float[] categories,
    float[] words,
    float[] prices,
    float[] content,
    Unseen unseen) {

  public FeatureTables {
    requireRows("categories", categories, encoder.categories().size(), dimension);
    requireRows("words", words, encoder.words().size(), dimension);
    requireRows("prices", prices, ItemFeatures.PRICE_BANDS, dimension);
    requireRows("content", content, encoder.contentLength(), dimension);
  }

  private static void requireRows(String name, float[] table, int rows, int dimension) {
    if ((long) rows * dimension != table.length) {
      throw new IllegalArgumentException(
          name + ": " + table.length + " numbers are no " + rows + " rows of " + dimension);
    }
  }

  /** Whether it matters which content vectors items have. */
  public boolean readsContent() {
    return encoder.contentLength() > 0;
  }

  /** The item's vector; empty = training has learnt of nothing that it is described by. */
  public Optional<float[]> vector(ItemDescription item) {
    EncodedItem known = encoder.encode(item);
    if (!known.isAnythingKnown()) {
      return Optional.empty();
    }
    float[] vector = new float[dimension];
    for (int category : known.categories()) {
      add(categories, category - 1, 1f / known.categories().length, vector);
    }
    for (int word : known.words()) {
      add(words, word - 1, (float) (1 / Math.sqrt(known.words().length)), vector);
    }
    add(prices, known.priceBand(), 1, vector);
    float scale = (float) (1 / Math.sqrt(known.content().length));
    for (int i = 0; i < known.content().length; i++) {
      add(content, i, known.content()[i] * scale, vector);
    }
    return Optional.of(vector);
  }

  private static void add(float[] table, int row, float weight, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += weight * table[row * vector.length + i];
    }
  }
}
