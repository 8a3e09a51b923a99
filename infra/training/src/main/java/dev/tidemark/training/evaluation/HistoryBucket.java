package dev.tidemark.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranking quality where a like number of interactions was known.
 *
 * @param known interactions known at the query, such as {@code 3-5} or {@code 51+}
 * @param targets held-out interactions
 * @param ndcg their mean NDCG@10
 */
public record HistoryBucket(String known, int targets, @JsonProperty("ndcg@10") double ndcg) {
  private static final int[] FROM = {0, 1, 3, 6, 11, 21, 51};
  private static final String[] NAMES = {"0", "1-2", "3-5", "6-10", "11-20", "21-50", "51+"};

  /**
   * The buckets that have a target, shortest histories first.
   *
   * @param gains NDCG@10 of each held-out interaction
   * @param known interactions known at each, in the same order
   */
  static List<HistoryBucket> of(double[] gains, int[] known) {
    int[] targets = new int[FROM.length];
    double[] sums = new double[FROM.length];
    for (int i = 0; i < gains.length; i++) {
      int bucket = FROM.length - 1;
      while (known[i] < FROM[bucket]) {
        bucket--;
      }
      targets[bucket]++;
      sums[bucket] += gains[i];
    }
    List<HistoryBucket> buckets = new ArrayList<>();
    for (int i = 0; i < FROM.length; i++) {
      if (targets[i] > 0) {
        buckets.add(new HistoryBucket(NAMES[i], targets[i], sums[i] / targets[i]));
      }
    }
    return buckets;
  }
}
