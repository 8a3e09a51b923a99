package dev.tidemark.recommendation.select;

import dev.tidemark.recommendation.answer.RecommendedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Places of an answer that promoted items may have: those of the items that score least. Items of
 * the promotion that are answered anyway keep theirs and need no other.
 *
 * @param allowed how many the request allows
 * @param answered best first
 * @param kept ids of items that keep their places
 */
record PromotedPlaces(int allowed, List<RecommendedItem> answered, Set<String> kept) {

  /** How many promoted items there may be. */
  int most() {
    long others = answered.stream().filter(item -> !kept.contains(item.itemId())).count();
    return (int) Math.min(allowed, others);
  }

  /**
   * As many items as before, each promoted one in front of the first that scores less.
   *
   * @param promoted best first, no more than there are places
   */
  List<RecommendedItem> give(List<RecommendedItem> promoted) {
    List<RecommendedItem> items = new ArrayList<>(answered);
    for (int i = items.size() - 1, left = promoted.size(); left > 0; i--) {
      if (!kept.contains(items.get(i).itemId())) {
        items.remove(i);
        left--;
      }
    }
    for (RecommendedItem item : promoted) {
      int place = 0;
      while (place < items.size() && items.get(place).score() >= item.score()) {
        place++;
      }
      items.add(place, item);
    }
    return items;
  }
}
