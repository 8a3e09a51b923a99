package dev.tidemark.recommend;

import dev.tidemark.domain.Item;
import dev.tidemark.recommend.request.ItemFilter;
import dev.tidemark.recommend.request.RecommendationRequest;
import dev.tidemark.store.tables.CatalogueStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Checks candidates against the catalogue as it is now and gives them their titles; mostly that is
 * one read. Where candidates do not suffice, such as for a category that training did not know, all
 * active items are looked through: as many are answered as were asked for while the catalogue has
 * them. A candidate that the catalogue does not have stays, without a title.
 */
record LiveCatalogue(ShopData data) {
  /** One read takes no more. */
  static final int MAX_CANDIDATES = CatalogueStore.MAX_FIND;

  /** Candidates beyond those asked for, in place of what is no longer sold. */
  static final int SPARE = 20;

  /** Reads of candidates before all that is active is looked through. */
  private static final int PAGES = 4;

  /** Active items that are looked through at most, those listed last first. */
  private static final int MOST_LISTED = 50_000;

  /**
   * What may be answered.
   *
   * @param excluded ids that must not be answered
   * @param remembered paths of categories that training knew
   */
  Selection select(
      RecommendationRequest request,
      Set<String> excluded,
      Candidates candidates,
      Set<String> remembered,
      IntSupplier millisLeft) {
    CatalogueReader reader = new CatalogueReader(data, millisLeft);
    Selection selection = new Selection(request, excluded);
    if (request.explore() > 0) {
      new NewItems(request.subject(), request.explore()).offer(selection, candidates, reader);
    }
    int count = Math.min(MAX_CANDIDATES, request.pool() + SPARE);
    for (int page = 0; page < PAGES || candidates.areAll(); page++) {
      List<RecommendedItem> next = candidates.next(count);
      if (next.isEmpty()) {
        break;
      }
      Map<String, Item> items = reader.find(ids(next));
      next.forEach(candidate -> selection.offer(candidate, items.get(candidate.itemId())));
      if (selection.isFull()) {
        return selection;
      }
      count = MAX_CANDIDATES;
    }
    if (!candidates.areAll() && reader.answers()) {
      complete(request.filter(), selection, candidates, remembered, reader);
    }
    if (request.ranking()) {
      request.filter().only().forEach(id -> selection.offer(RecommendedItem.untitled(id, 0), null));
    }
    return selection;
  }

  /** With whatever active items pass: first those that score most, then those listed last. */
  private static void complete(
      ItemFilter filter,
      Selection selection,
      Candidates candidates,
      Set<String> remembered,
      CatalogueReader reader) {
    List<Item> listed =
        filter.only().isEmpty()
            ? reader.newestActive(MOST_LISTED)
            : List.copyOf(find(List.copyOf(filter.only()), reader).values());
    List<RecommendedItem> more =
        listed.stream()
            .filter(selection::mayTake)
            .map(it -> RecommendedItem.untitled(it.itemId(), candidates.scoreOf(it.itemId())))
            .sorted(Comparator.comparingDouble(RecommendedItem::score).reversed())
            .toList();
    for (List<RecommendedItem> page : pages(more)) {
      if (selection.isFull()) {
        return;
      }
      Map<String, Item> items = reader.find(ids(page));
      page.stream()
          .filter(item -> items.containsKey(item.itemId()))
          .forEach(item -> selection.offer(item, items.get(item.itemId())));
    }
    if (reader.answers()) {
      selection.tellUnknownCategories(listed, remembered);
    }
  }

  private static Map<String, Item> find(List<String> itemIds, CatalogueReader reader) {
    Map<String, Item> found = new HashMap<>();
    pages(itemIds).forEach(page -> found.putAll(reader.find(page)));
    return found;
  }

  private static <T> List<List<T>> pages(List<T> all) {
    List<List<T>> pages = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_CANDIDATES) {
      pages.add(all.subList(from, Math.min(all.size(), from + MAX_CANDIDATES)));
    }
    return pages;
  }

  private static List<String> ids(List<RecommendedItem> items) {
    List<String> ids = new ArrayList<>(items.size());
    for (RecommendedItem item : items) {
      ids.add(item.itemId());
    }
    return ids;
  }
}
