package dev.tidemark.training.network;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.Vocabulary;
import java.util.HashSet;
import java.util.Set;

/**
 * Sizes of the network.
 *
 * @param items of the vocabulary
 * @param categories distinct categories; 0 = none known
 * @param words distinct words of titles; 0 = none known
 * @param content numbers of an item's content vector; 0 = none known
 * @param behaviours kinds of behaviour seen in training
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 * @param onlyNew whether nobody comes to an item again, so that those of the history do not compete
 * @param without what is left out
 */
public record NetworkShape(
    int items,
    int categories,
    int words,
    int content,
    int behaviours,
    int dimension,
    int hidden,
    boolean onlyNew,
    Set<Part> without) {
  private static final int LONG_TERM_HEADS = 2;
  private static final int REPEAT_HEADS = 2;

  /** Components of the mixture besides the repeat heads: the softmax first, popularity last. */
  private static final int OTHER_COMPONENTS = 2;

  public NetworkShape {
    without = Set.copyOf(without);
  }

  public static NetworkShape of(
      Vocabulary vocabulary,
      ItemFeatures features,
      FeatureSpec spec,
      int dimension,
      int hidden,
      boolean onlyNew,
      Set<Part> without) {
    Set<Part> leftOut = new HashSet<>(without);
    if (!spec.seasons() && !spec.promotions()) {
      leftOut.add(Part.CONTEXT);
    }
    return new NetworkShape(
        vocabulary.size(),
        features.categoryCount(),
        features.wordCount(),
        features.contentLength(),
        spec.kinds(),
        dimension,
        hidden,
        onlyNew,
        leftOut);
  }

  /** The same network for more or fewer items of the same features. */
  public NetworkShape withItems(int count) {
    return new NetworkShape(
        count, categories, words, content, behaviours, dimension, hidden, onlyNew, without);
  }

  public boolean has(Part part) {
    return !without.contains(part);
  }

  /** Heads that look for what a shopper always wants; the first ones. */
  public int longTermHeads() {
    return has(Part.LONG_TERM) ? LONG_TERM_HEADS : 0;
  }

  /** Heads that look for what a shopper may want again. */
  public int repeatHeads() {
    return countsHabits() ? REPEAT_HEADS : 0;
  }

  /** Whether what a shopper had before may come again. */
  public boolean countsHabits() {
    return has(Part.REPEATS) && !onlyNew;
  }

  public int heads() {
    return longTermHeads() + repeatHeads();
  }

  /** Of the mixture: the softmax, each repeat head, popularity. */
  public int components() {
    return repeatHeads() + OTHER_COMPONENTS;
  }
}
