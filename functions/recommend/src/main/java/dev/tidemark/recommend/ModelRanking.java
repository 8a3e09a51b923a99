package dev.tidemark.recommend;

import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Turns a model's probabilities into the best items. Holds scratch: one request at a time. */
final class ModelRanking {
  private final Vocabulary vocabulary;
  private final TopItems top = new TopItems(LiveCatalogue.MAX_CANDIDATES);

  ModelRanking(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The best items that are not blocked, best first, each with its probability among all items.
   *
   * @param blocked in the order of the probabilities
   */
  List<RecommendedItem> best(double[] probabilities, boolean[] blocked, int count) {
    assert probabilities.length == blocked.length;
    top.reset(count);
    for (int i = 0; i < probabilities.length; i++) {
      if (!blocked[i]) {
        top.offer(i, probabilities[i]);
      }
    }
    RecommendedItem[] best = new RecommendedItem[top.size()];
    for (int place = best.length - 1; place >= 0; place--) {
      double probability = top.worstScore();
      String itemId = vocabulary.entry(top.removeWorst() + 1).itemId();
      best[place] = RecommendedItem.untitled(itemId, probability);
    }
    return Arrays.asList(best);
  }
}
