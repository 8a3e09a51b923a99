package dev.tidemark.lab.baseline;

import dev.tidemark.training.data.Query;
import dev.tidemark.training.evaluation.Ranker;
import java.util.Arrays;
import java.util.List;

/**
 * Item-based nearest neighbours (Sarwar et al. 2001): cosine of the items' shoppers, damped where
 * few are shared, of each item's nearest neighbours only.
 */
public final class ItemKnn implements Ranker {
  private final float[] similarities;
  private final int n;

  /**
   * @param gram shared shoppers, see {@link CoOccurrence#gram}; not changed
   * @param shrink added to the denominator
   */
  ItemKnn(float[] gram, int n, int neighbours, double shrink) {
    this.n = n;
    similarities = new float[gram.length];
    float[] row = new float[n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double norm = Math.sqrt((double) gram[a * n + a] * gram[b * n + b]) + shrink;
        row[b] = a == b || norm == 0 ? 0 : (float) (gram[a * n + b] / norm);
      }
      float[] sorted = row.clone();
      Arrays.sort(sorted);
      float least = sorted[Math.max(0, n - neighbours)];
      for (int b = 0; b < n; b++) {
        similarities[a * n + b] = row[b] >= least ? row[b] : 0;
      }
    }
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    CoOccurrence.rank(similarities, n, queries, sink);
  }
}
