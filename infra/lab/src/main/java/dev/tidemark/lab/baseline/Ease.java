package dev.tidemark.lab.baseline;

import dev.tidemark.training.data.Query;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.network.Linear;
import java.util.List;

/**
 * EASE (Steck 2019): the linear autoencoder with a zero diagonal in closed form, B = I - P /
 * diag(P) with P the inverse of X'X + lambda I.
 */
public final class Ease implements Ranker {
  private final float[] weights;
  private final int n;

  /**
   * @param gram X'X, see {@link CoOccurrence#gram}; not changed
   */
  Ease(float[] gram, int n, double lambda) {
    this.n = n;
    float[] regularised = gram.clone();
    for (int i = 0; i < n; i++) {
      regularised[i * n + i] += (float) lambda;
    }
    weights = Linear.inverse(regularised, n);
    float[] diagonal = new float[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = weights[i * n + i];
    }
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        weights[row * n + column] =
            row == column ? 0 : -weights[row * n + column] / diagonal[column];
      }
    }
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    CoOccurrence.rank(weights, n, queries, sink);
  }
}
