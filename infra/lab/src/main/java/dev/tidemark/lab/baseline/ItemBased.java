package dev.tidemark.lab.baseline;

import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.network.Linear;
import java.util.Arrays;
import java.util.List;

/**
 * Scores items by the sum of a matrix's rows of the items that a query knows. The matrices are made
 * of the binary shopper-item matrix X of the training part.
 *
 * @param weights [n, n], row-major
 * @param n number of items
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of a matrix, never compared
public record ItemBased(float[] weights, int n) implements Ranker {

  /** X'X: shoppers that two items share, row-major; the diagonal counts those of one item. */
  static float[] gram(TrainingData data) {
    int n = data.vocabulary().size();
    float[] gram = new float[Math.multiplyExact(n, n)];
    for (int user = 0; user < data.trained().length; user++) {
      int[] items = items(data.histories().get(user), data.trained()[user]);
      for (int a : items) {
        for (int b : items) {
          gram[a * n + b]++;
        }
      }
    }
    return gram;
  }

  /**
   * Nearest neighbours (Sarwar et al. 2001): cosine of the items' shoppers, damped where few are
   * shared, of each item's nearest neighbours only.
   *
   * @param gram shared shoppers, see {@link #gram}; not changed
   * @param shrink added to the denominator
   */
  static ItemBased nearest(float[] gram, int n, int neighbours, double shrink) {
    float[] similarities = new float[gram.length];
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
    return new ItemBased(similarities, n);
  }

  /**
   * EASE (Steck 2019): the linear autoencoder with a zero diagonal in closed form, B = I - P /
   * diag(P) with P the inverse of X'X + lambda I.
   *
   * @param gram X'X, see {@link #gram}; not changed
   */
  static ItemBased ease(float[] gram, int n, double lambda) {
    float[] regularised = gram.clone();
    for (int i = 0; i < n; i++) {
      regularised[i * n + i] += (float) lambda;
    }
    float[] weights = Linear.inverse(regularised, n);
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
    return new ItemBased(weights, n);
  }

  /** Distinct rows of the items among a history's first interactions. */
  private static int[] items(History history, int end) {
    return Arrays.stream(history.items(0, end)).distinct().map(item -> item - 1).toArray();
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    for (Query query : queries) {
      float[] sum = new float[n];
      for (int item : items(query.history(), query.end())) {
        for (int i = 0; i < n; i++) {
          sum[i] += weights[item * n + i];
        }
      }
      sink.scores(query, sum);
    }
  }
}
