package dev.tidemark.training;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded histories with a leave-one-out split: of every shopper with at least {@link #MIN_HELD}
 * interactions the last one is held out for the test and the last but one for validation.
 *
 * @param histories one for each shopper, in the order of their keys
 * @param popularity how often each item occurs in the training part; the item of vocabulary index
 *     {@code i} stands at {@code i - 1}
 * @param hash SHA-256 of the encoded histories in their order
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
public record TrainingData(
    Vocabulary vocabulary,
    ItemFeatures features,
    FeatureSpec spec,
    List<History> histories,
    long[] popularity,
    String hash) {

  /** Shorter histories are trained on in full. */
  public static final int MIN_HELD = 3;

  private static final double REPEATS_ARE_RARE = 0.02;

  public TrainingData {
    histories = List.copyOf(histories);
  }

  /** Number of a history's interactions that training may see; the rest is held out. */
  public static int trained(int size) {
    return size < MIN_HELD ? size : size - 2;
  }

  public long interactions() {
    return histories.stream().mapToLong(History::size).sum();
  }

  /**
   * Whether ranking should leave out what the shopper already had: true where fewer than 2 % of the
   * interactions are with an item of the same shopper's past.
   */
  public boolean excludeSeen() {
    long repeats = 0;
    for (History history : histories) {
      repeats += history.size() - distinct(history);
    }
    return repeats < REPEATS_ARE_RARE * interactions();
  }

  private static long distinct(History history) {
    return Arrays.stream(history.items(0, history.size())).distinct().count();
  }
}
