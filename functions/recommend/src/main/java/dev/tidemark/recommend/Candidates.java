package dev.tidemark.recommend;

import java.util.List;

/** Items in the order in which they are to be answered. Holds scratch: for one request. */
interface Candidates {
  /**
   * The next ones, best first; none where there are no more.
   *
   * @throws dev.tidemark.store.StoreUnavailableException where they are read and cannot be
   */
  List<RecommendedItem> next(int count);

  /** Whether they are all that the catalogue has, so that there is no other place to look. */
  default boolean areAll() {
    return false;
  }

  /** What an item scores that none of them is; 0 where nothing is known of it. */
  double scoreOf(String itemId);
}
