package dev.tidemark.recommend;

import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Failures;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.CatalogueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks candidates against the catalogue as it is now, in one read, and gives them their titles.
 * An item that the catalogue does not have stays, without a title.
 */
record LiveCatalogue(ShopData data) {
  /** One read takes no more. */
  static final int MAX_CANDIDATES = CatalogueStore.MAX_FIND;

  /** Candidates beyond those asked for, in place of what is no longer sold. */
  private static final int SPARE = 20;

  /** The longest that the read takes, with its retries. */
  private static final int READ_MILLIS = 3000;

  private static final Logger LOG = LoggerFactory.getLogger(LiveCatalogue.class);

  static int candidates(int count) {
    return Math.min(MAX_CANDIDATES, count + SPARE);
  }

  /** The first {@code count} candidates that may be answered; fewer where too many may not. */
  List<RecommendedItem> check(
      List<RecommendedItem> candidates, ItemFilter filter, int count, IntSupplier millisLeft) {
    Map<String, Item> items = find(candidates, millisLeft);
    List<RecommendedItem> checked = new ArrayList<>(count);
    for (RecommendedItem candidate : candidates) {
      if (checked.size() == count) {
        break;
      }
      Item item = items.get(candidate.itemId());
      if (item == null) {
        checked.add(candidate);
      } else if (item.active() && filter.accepts(item)) {
        checked.add(candidate.withTitle(item.title()));
      }
    }
    return checked;
  }

  private Map<String, Item> find(List<RecommendedItem> candidates, IntSupplier millisLeft) {
    if (candidates.isEmpty()) {
      return Map.of();
    }
    if (millisLeft.getAsInt() < READ_MILLIS) {
      LOG.warn("no time left to read titles: answering without them");
      return Map.of();
    }
    List<String> itemIds = new ArrayList<>(candidates.size());
    for (RecommendedItem candidate : candidates) {
      itemIds.add(candidate.itemId());
    }
    try {
      return data.find(itemIds);
    } catch (StoreUnavailableException e) {
      LOG.warn("titles not read, answering without them: {}", Failures.describe(e));
      return Map.of();
    }
  }
}
