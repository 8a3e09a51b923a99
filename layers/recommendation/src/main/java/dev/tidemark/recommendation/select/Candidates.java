package dev.tidemark.recommendation.select;

import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.answer.RecommendedItem;
import java.util.List;
import java.util.Optional;

/** Items in the order in which they are to be answered. Holds scratch: for one request. */
public interface Candidates {
  /**
   * The next ones, best first; none where there are no more.
   *
   * @throws dev.tidemark.store.StoreUnavailableException where they are read and cannot be
   */
  List<RecommendedItem> next(int count);

  /**
   * All that the catalogue has, as far as it was read, where they are taken from nothing else, so
   * that there is no other place to look; empty = there is one.
   */
  default Optional<List<Item>> listing() {
    return Optional.empty();
  }

  /** Whether nobody had the chance to meet an item yet, as far as the ranking can tell. */
  default boolean isNew(String itemId) {
    return scoreOf(itemId) == 0;
  }

  /** What an item scores that none of them is; 0 where nothing is known of it. */
  double scoreOf(String itemId);
}
