package dev.tidemark.training.evaluation;

import dev.tidemark.training.data.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Ranks all items for queries and looks where the right ones came. Never samples candidates.
 *
 * @param items that are ranked, the first ones of the vocabulary
 * @param excludeSeen whether a shopper's earlier items are left out of the ranking; a held-out
 *     interaction with one of them is then missed
 */
public record Evaluator(int items, boolean excludeSeen) {

  public RankingMetrics evaluate(Ranker ranker, List<Query> queries) {
    return evaluate(ranker, queries, 1, (query, scores) -> List.of(scores)).get(0);
  }

  /**
   * One ranker adjusted in several ways, while each query is scored but once.
   *
   * @param adjusted what the scores of a query become in each way; they may be written over
   */
  public List<RankingMetrics> evaluate(
      Ranker ranker,
      List<Query> queries,
      int ways,
      BiFunction<Query, float[], List<float[]>> adjusted) {
    Map<Query, Integer> slots = new HashMap<>();
    int targets = 0;
    for (Query query : queries) {
      slots.put(query, targets);
      targets += query.targets().length;
    }
    List<RankingMetrics.Builder> metrics = new ArrayList<>();
    for (int i = 0; i < ways; i++) {
      metrics.add(new RankingMetrics.Builder(targets, items));
    }
    ranker.rank(
        queries,
        (query, scores) -> {
          List<float[]> all = adjusted.apply(query, scores);
          for (int i = 0; i < ways; i++) {
            add(metrics.get(i), slots.get(query), query, all.get(i));
          }
        });
    return metrics.stream().map(RankingMetrics.Builder::build).toList();
  }

  private void add(RankingMetrics.Builder metrics, int slot, Query query, float[] scores) {
    if (excludeSeen) {
      for (int item : query.history().items(0, query.end())) {
        scores[item - 1] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int i = 0; i < query.targets().length; i++) {
      metrics.rank(slot + i, query.end(), rank(scores, query.targets()[i]));
    }
    metrics.recommended(first(scores));
  }

  /** The target's rank from 1 on; an item with the same score counts as half before it. */
  private double rank(float[] scores, int target) {
    if (target == Query.UNKNOWN || scores[target - 1] == Float.NEGATIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    float score = scores[target - 1];
    int better = 0;
    int equal = -1;
    for (int row = 0; row < items; row++) {
      if (scores[row] > score) {
        better++;
      } else if (scores[row] == score) {
        equal++;
      }
    }
    return 1 + better + equal / 2.0;
  }

  /** Rows of the best items, best first. */
  private int[] first(float[] scores) {
    int[] best = new int[Math.min(RankingMetrics.PLACES, items)];
    int size = 0;
    for (int row = 0; row < items; row++) {
      if (size < best.length || scores[row] > scores[best[size - 1]]) {
        int place = size < best.length ? size++ : size - 1;
        while (place > 0 && scores[best[place - 1]] < scores[row]) {
          best[place] = best[place - 1];
          place--;
        }
        best[place] = row;
      }
    }
    return best;
  }
}
