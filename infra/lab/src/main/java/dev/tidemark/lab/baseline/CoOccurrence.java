package dev.tidemark.lab.baseline;

import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Ranker;
import java.util.Arrays;
import java.util.List;

/** The binary shopper-item matrix of the training part, as what item-based methods read. */
final class CoOccurrence {
  private CoOccurrence() {}

  /** Distinct rows of the items among a history's first interactions. */
  private static int[] items(History history, int end) {
    return Arrays.stream(history.items(0, end)).distinct().map(item -> item - 1).toArray();
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

  /** Scores items by the sum of the matrix's rows of the items that a query knows. */
  static void rank(float[] matrix, int n, List<Query> queries, Ranker.Sink sink) {
    for (Query query : queries) {
      float[] sum = new float[n];
      for (int item : items(query.history(), query.end())) {
        for (int i = 0; i < n; i++) {
          sum[i] += matrix[item * n + i];
        }
      }
      sink.scores(query, sum);
    }
  }
}
