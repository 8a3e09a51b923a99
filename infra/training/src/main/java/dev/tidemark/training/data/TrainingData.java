package dev.tidemark.training.data;

import com.carrotsearch.hppc.IntHashSet;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded histories and what is held out of them.
 *
 * @param histories one for each shopper, in the order of their keys
 * @param trained of each history the number of its first interactions that training may see
 * @param popularity how often each item occurs in the training part; the item of vocabulary index
 *     {@code i} stands at {@code i - 1}
 * @param shopperDays the same, but no shopper counts an item more than once a day (UTC): what is
 *     popular is what many want, not what one asks for again and again
 * @param recent what was popular lately, at any time
 * @param byTime whether a question sees only what happened at an earlier time; see {@link Split}
 * @param weights of the interactions that training is to predict
 * @param hash SHA-256 of the encoded histories in their order and of the items' features
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
public record TrainingData(
    Vocabulary vocabulary,
    ItemFeatures features,
    FeatureSpec spec,
    List<History> histories,
    int[] trained,
    long[] popularity,
    long[] shopperDays,
    RecentShare recent,
    boolean byTime,
    BehaviourWeights weights,
    List<Query> validation,
    List<Query> test,
    String hash) {

  private static final double REPEATS_ARE_RARE = 0.02;

  public TrainingData {
    histories = List.copyOf(histories);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** Items that occur in the training part, the first ones of the vocabulary. */
  public int trainedItems() {
    return trainedItems(popularity);
  }

  static int trainedItems(long[] popularity) {
    return (int) Arrays.stream(popularity).filter(count -> count > 0).count();
  }

  /**
   * @throws TooLittleDataException where a model could be neither chosen nor judged
   */
  public TrainingData withQuestions() {
    if (validation.isEmpty() || test.isEmpty()) {
      throw new TooLittleDataException(
          byTime
              ? "of what happened last nothing can be asked, since nobody in it came before; give"
                  + " more data or use --protocol leave-one-out"
              : "nobody has three interactions yet, two to learn from and a third to be asked for");
    }
    return this;
  }

  public long interactions() {
    return histories.stream().mapToLong(History::size).sum();
  }

  /**
   * Whether ranking should leave out what the shopper already had: true where fewer than 2 % of the
   * interactions are with an item of the same shopper's past.
   */
  public boolean repeatsAreRare() {
    long repeats = 0;
    for (History history : histories) {
      repeats += history.size() - IntHashSet.from(history.items(0, history.size())).size();
    }
    return repeats < REPEATS_ARE_RARE * interactions();
  }
}
