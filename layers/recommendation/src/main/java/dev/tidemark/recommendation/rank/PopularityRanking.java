package dev.tidemark.recommendation.rank;

import dev.tidemark.features.Vocabulary;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.select.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The most popular items of the training data. The score of the item at place {@code n} of all is
 * {@code 1/n}, whatever was left out before it. Immutable.
 */
public final class PopularityRanking {
  private final Vocabulary vocabulary;
  private final int[] order;

  /** The place in the order of each item, from 1 on; 0 = it has none. */
  private final int[] places;

  /**
   * @param popularity item ids, most popular first; what the model does not know is left out
   */
  public PopularityRanking(Vocabulary vocabulary, List<String> popularity) {
    this.vocabulary = vocabulary;
    order =
        popularity.stream()
            .map(vocabulary::indexOf)
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .toArray();
    places = new int[vocabulary.size() + 1];
    for (int i = order.length - 1; i >= 0; i--) {
      places[order[i]] = i + 1;
    }
  }

  /** Whether training knew an item. */
  public boolean knows(String itemId) {
    return vocabulary.indexOf(itemId).isPresent();
  }

  /**
   * Behind what is popular now those that are not blocked.
   *
   * @param now item ids, most popular first, also of items that training did not know
   */
  public Candidates after(List<String> now, boolean[] blocked) {
    return new NowFirst(now, id -> !isBlocked(id, blocked), without(blocked));
  }

  private boolean isBlocked(String itemId, boolean[] blocked) {
    OptionalInt index = vocabulary.indexOf(itemId);
    return index.isPresent() && blocked[index.getAsInt() - 1];
  }

  /**
   * Those that are not blocked.
   *
   * @param blocked the item of vocabulary index {@code i} stands at {@code i - 1}
   */
  private Candidates without(boolean[] blocked) {
    return new Candidates() {
      private int at;

      @Override
      public List<RecommendedItem> next(int count) {
        List<RecommendedItem> best = new ArrayList<>(count);
        for (; at < order.length && best.size() < count; at++) {
          if (!blocked[order[at] - 1]) {
            best.add(
                RecommendedItem.untitled(vocabulary.entry(order[at]).itemId(), 1.0 / (at + 1)));
          }
        }
        return best;
      }

      @Override
      public double scoreOf(String itemId) {
        OptionalInt index = vocabulary.indexOf(itemId);
        int place = index.isPresent() ? places[index.getAsInt()] : 0;
        return place == 0 ? 0 : 1.0 / place;
      }
    };
  }
}
