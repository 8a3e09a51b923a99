package dev.tidemark.recommend;

import dev.tidemark.features.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The most popular items of the training data. The score of the item at place {@code n} of all is
 * {@code 1/n}, whatever was left out before it. Immutable.
 */
final class PopularityRanking {
  private final Vocabulary vocabulary;
  private final int[] order;

  /**
   * @param popularity item ids, most popular first; what the model does not know is left out
   */
  PopularityRanking(Vocabulary vocabulary, List<String> popularity) {
    this.vocabulary = vocabulary;
    order =
        popularity.stream()
            .map(vocabulary::indexOf)
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .toArray();
  }

  /**
   * The most popular items that are not blocked.
   *
   * @param blocked the item of vocabulary index {@code i} stands at {@code i - 1}
   */
  List<RecommendedItem> best(boolean[] blocked, int count) {
    List<RecommendedItem> best = new ArrayList<>(count);
    for (int i = 0; i < order.length && best.size() < count; i++) {
      if (!blocked[order[i] - 1]) {
        best.add(RecommendedItem.untitled(vocabulary.entry(order[i]).itemId(), 1.0 / (i + 1)));
      }
    }
    return best;
  }
}
