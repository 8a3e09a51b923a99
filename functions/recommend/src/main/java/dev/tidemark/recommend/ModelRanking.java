package dev.tidemark.recommend;

import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Turns a model's logits into the best items. Holds scratch: one request at a time. */
final class ModelRanking {
  private final Vocabulary vocabulary;
  private final TopItems top = new TopItems(LiveCatalogue.MAX_CANDIDATES);

  ModelRanking(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The best items that are not blocked, best first, each with its probability among all items.
   *
   * @param blocked in the order of the logits
   */
  List<RecommendedItem> best(float[] logits, boolean[] blocked, int count) {
    assert logits.length == blocked.length;
    top.reset(count);
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      max = Math.max(max, logits[i]);
      if (!blocked[i]) {
        top.offer(i, logits[i]);
      }
    }
    // Softmax, shifted by the largest logit so that no exponential overflows.
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    RecommendedItem[] best = new RecommendedItem[top.size()];
    for (int place = best.length - 1; place >= 0; place--) {
      double probability = Math.exp(top.worstScore() - max) / sum;
      String itemId = vocabulary.entry(top.removeWorst() + 1).itemId();
      best[place] = RecommendedItem.untitled(itemId, probability);
    }
    return Arrays.asList(best);
  }
}
