package dev.tidemark.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranking quality where the item that was held out had been known for a like time.
 *
 * @param days since its first interaction in training, such as {@code 7-27}, or {@code never}
 * @param targets held-out interactions
 * @param ndcg their mean NDCG@10
 */
public record ItemAge(String days, int targets, @JsonProperty("ndcg@10") double ndcg) {
  /** Of an item that training never met. */
  public static final int NEVER = -1;

  private static final int[] FROM = {NEVER, 0, 7, 28, 91, 365};
  private static final String[] NAMES = {"never", "0-6", "7-27", "28-90", "91-364", "365+"};

  /**
   * The buckets that have a target, those of the youngest items first.
   *
   * @param gains NDCG@10 of each held-out interaction
   * @param days since the first interaction of its item, or {@link #NEVER}, in the same order
   */
  public static List<ItemAge> of(double[] gains, int[] days) {
    int[] targets = new int[FROM.length];
    double[] sums = new double[FROM.length];
    for (int i = 0; i < gains.length; i++) {
      int bucket = FROM.length - 1;
      while (days[i] < FROM[bucket]) {
        bucket--;
      }
      targets[bucket]++;
      sums[bucket] += gains[i];
    }
    List<ItemAge> ages = new ArrayList<>();
    for (int i = 0; i < FROM.length; i++) {
      if (targets[i] > 0) {
        ages.add(new ItemAge(NAMES[i], targets[i], sums[i] / targets[i]));
      }
    }
    return ages;
  }
}
