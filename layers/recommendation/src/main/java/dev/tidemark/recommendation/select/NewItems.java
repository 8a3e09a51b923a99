package dev.tidemark.recommendation.select;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.request.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Gives some places to items that training never met, since what is never shown is never learnt of.
 * Everybody sees others of the newest, and the same ones again.
 *
 * @param count places
 */
record NewItems(Subject subject, int count) {
  /** Items among which the places are given away. */
  private static final int NEWEST = LiveCatalogue.MAX_CANDIDATES;

  /** Offers new items to a selection that has none yet. */
  void offer(Selection selection, Candidates candidates, CatalogueReader reader) {
    int seed = subject.users().stream().map(UserKey::value).toList().hashCode();
    List<Item> fresh =
        reader.newestActive(NEWEST).stream()
            .filter(item -> candidates.isNew(item.itemId()))
            .filter(selection::mayTake)
            .sorted(Comparator.comparingInt(item -> mixed(seed, item.itemId())))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    Map<String, Item> live = reader.find(fresh.stream().map(Item::itemId).toList());
    for (Item item : fresh) {
      if (selection.size() < count && live.containsKey(item.itemId())) {
        double score = candidates.scoreOf(item.itemId());
        selection.offer(RecommendedItem.untitled(item.itemId(), score), live.get(item.itemId()));
      }
    }
  }

  /** Murmur3's last step: near seeds have orders that are far apart. */
  private static int mixed(int seed, String itemId) {
    int hash = seed * 31 + itemId.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
