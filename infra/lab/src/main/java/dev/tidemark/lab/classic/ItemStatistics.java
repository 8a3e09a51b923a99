package dev.tidemark.lab.classic;

import dev.tidemark.features.History;
import dev.tidemark.training.data.TrainingData;

/** What the training part, and nothing later, tells of items, standardised. */
final class ItemStatistics {
  /** Ratings of average height that every item is thought to have besides its own. */
  private static final double PRIOR = 5;

  private final long[] popularity;
  private final double[] sums;
  private final int[] counts;
  private final Standard value = new Standard();
  private final Standard logPopularity = new Standard();

  ItemStatistics(TrainingData data) {
    popularity = data.popularity();
    sums = new double[popularity.length];
    counts = new int[popularity.length];
    for (int user = 0; user < data.trained().length; user++) {
      History history = data.histories().get(user);
      for (int i = 0; i < data.trained()[user]; i++) {
        logPopularity.add(logPopularity(history.item(i)));
        if (!Float.isNaN(history.value(i))) {
          value.add(history.value(i));
          sums[history.item(i) - 1] += history.value(i);
          counts[history.item(i) - 1]++;
        }
      }
    }
  }

  /** A value such as a rating, in standard deviations from the mean; 0 = not given. */
  float value(float given) {
    return Float.isNaN(given) ? 0f : (float) value.of(given);
  }

  /**
   * The mean of an item's values in the same unit, drawn towards 0 where there are few.
   *
   * @param hidden one of the item's values that is taken as not known; NaN = none is
   */
  float meanValue(int item, float hidden) {
    boolean all = Float.isNaN(hidden);
    double sum = all ? sums[item - 1] : sums[item - 1] - hidden;
    int count = all ? counts[item - 1] : counts[item - 1] - 1;
    return count == 0 ? 0f : (float) (value.of(sum / count) * count / (count + PRIOR));
  }

  /** The logarithm of how often training saw the item, standardised over interactions. */
  float popularity(int item) {
    return (float) logPopularity.of(logPopularity(item));
  }

  private double logPopularity(int item) {
    return Math.log1p((double) popularity[item - 1]);
  }

  /** Mean and standard deviation of what was added. */
  private static final class Standard {
    private long count;
    private double sum;
    private double squares;

    void add(double x) {
      count++;
      sum += x;
      squares += x * x;
    }

    double of(double x) {
      double mean = sum / count;
      double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
      return deviation == 0 ? 0 : (x - mean) / deviation;
    }
  }
}
