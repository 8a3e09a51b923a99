package dev.tidemark.lab.baseline;

import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import java.util.Arrays;

/** The binary shopper-item matrix of the training part, as what item-based methods read. */
final class CoOccurrence {
  private CoOccurrence() {}

  /** Distinct rows of the items among a history's first interactions. */
  static int[] items(History history, int end) {
    return Arrays.stream(history.items(0, end)).distinct().map(item -> item - 1).toArray();
  }

  static int[] items(Query query) {
    return items(query.history(), query.end());
  }

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

  /** Sums the matrix's rows of the items. */
  static float[] sumRows(float[] matrix, int n, int[] items) {
    float[] sum = new float[n];
    for (int item : items) {
      int offset = item * n;
      for (int i = 0; i < n; i++) {
        sum[i] += matrix[offset + i];
      }
    }
    return sum;
  }
}
