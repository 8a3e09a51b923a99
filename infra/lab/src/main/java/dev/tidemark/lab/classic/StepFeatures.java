package dev.tidemark.lab.classic;

import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.TimeGap;
import dev.tidemark.training.data.TrainingData;

/**
 * Turns examples into sequences of numbers: the last interactions that are known and then the
 * candidate, with nothing but zeros in front of a short history. A step is, in this order:
 *
 * <ul>
 *   <li>for each of the up to 32 categories most frequent in training: 1 where the item has it
 *   <li>for each price band: 1 where the price is in it, {@link ItemFeatures#PRICE_BANDS}
 *   <li>the mean of the item's values and its popularity, see {@link ItemStatistics}
 *   <li>the time since the interaction before, {@link TimeGap}'s bucket over the largest in
 *       training, 0 to 1
 *   <li>for each behaviour of training and one for all others: 1 where it is the step's; the
 *       candidate's is hidden
 *   <li>the value that this shopper gave, standardised; the candidate's is hidden
 *   <li>1 at the candidate
 * </ul>
 *
 * <p>A candidate of the training part is described without its own value.
 */
final class StepFeatures {
  /** Steps of a sequence, the candidate included. */
  static final int STEPS = 10;

  private static final int MOST_CATEGORIES = 32;

  private final FeatureSpec spec;
  private final ItemFeatures features;
  private final ItemStatistics statistics;
  private final int largestGap;

  /** By category, the column and 1; 0 = not among the most frequent. */
  private final int[] categoryColumns;

  private final int prices;
  private final int numbers;
  private final int behaviours;
  private final int columns;

  StepFeatures(TrainingData data) {
    features = data.features();
    statistics = new ItemStatistics(data);
    spec = data.spec();
    largestGap = Math.max(1, spec.maxGapBucket());
    categoryColumns = new int[features.categoryCount() + 1];
    prices = Math.min(MOST_CATEGORIES, features.categoryCount());
    numbers = prices + ItemFeatures.PRICE_BANDS;
    behaviours = numbers + 3;
    columns = behaviours + spec.behaviours().size() + 3;
    int[] frequent = byFrequency(data);
    for (int column = 0; column < prices; column++) {
      categoryColumns[frequent[column]] = column + 1;
    }
  }

  private static int[] byFrequency(TrainingData data) {
    ItemFeatures features = data.features();
    long[] counts = new long[features.categoryCount() + 1];
    for (int item = 1; item <= data.vocabulary().size(); item++) {
      for (int category : features.categories(item)) {
        counts[category] += data.popularity()[item - 1];
      }
    }
    return IndirectSort.mergesort(
        1, features.categoryCount(), (a, b) -> Long.compare(counts[b], counts[a]));
  }

  /** Numbers of a step. */
  int columns() {
    return columns;
  }

  /**
   * The sequences of the examples {@code order[from]} to {@code order[to - 1]}.
   *
   * @return [steps * rows * columns], time-major
   */
  float[] encode(Examples examples, int[] order, int from, int to) {
    int rows = to - from;
    float[] x = new float[STEPS * rows * columns];
    for (int row = 0; row < rows; row++) {
      Example example = examples.get(order[from + row]);
      int known = Math.min(STEPS - 1, example.end());
      for (int back = 1; back <= known; back++) {
        past(
            example.history(),
            example.end() - back,
            x,
            ((STEPS - 1 - back) * rows + row) * columns);
      }
      candidate(example, x, ((STEPS - 1) * rows + row) * columns);
    }
    return x;
  }

  private void past(History history, int i, float[] x, int at) {
    item(history.item(i), x, at);
    x[at + numbers] = statistics.meanValue(history.item(i), Float.NaN);
    x[at + numbers + 2] = i == 0 ? 0f : gap(history.millis(i) - history.millis(i - 1));
    x[at + behaviours + spec.behaviourOf(history.behaviour(i))] = 1f;
    x[at + columns - 2] = statistics.value(history.value(i));
  }

  private void candidate(Example example, float[] x, int at) {
    History history = example.history();
    item(example.item(), x, at);
    boolean shows = example.trained() && example.isEvent();
    x[at + numbers] =
        statistics.meanValue(example.item(), shows ? history.value(example.position()) : Float.NaN);
    x[at + numbers + 2] =
        gap(history.millis(example.position()) - history.millis(example.end() - 1));
    x[at + columns - 1] = 1f;
  }

  private void item(int item, float[] x, int at) {
    for (int category : features.categories(item)) {
      if (categoryColumns[category] > 0) {
        x[at + categoryColumns[category] - 1] = 1f;
      }
    }
    x[at + prices + features.priceBand(item)] = 1f;
    x[at + numbers + 1] = statistics.popularity(item);
  }

  private float gap(long millis) {
    return (float) Math.min(TimeGap.bucket(millis), largestGap) / largestGap;
  }
}
