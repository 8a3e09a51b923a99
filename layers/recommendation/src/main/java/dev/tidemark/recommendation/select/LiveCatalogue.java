package dev.tidemark.recommendation.select;

import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.store.tables.CatalogueStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
public record LiveCatalogue(ShopData data) {
  /** One read takes no more. */
  public static final int MAX_CANDIDATES = CatalogueStore.MAX_FIND;

  /** Candidates beyond those asked for, in place of what is no longer sold. */
  public static final int SPARE = 20;

  /** Reads of candidates before all that is active is looked through. */
  private static final int PAGES = 4;

  /** Active items that are looked through at most, those listed last first. */
  private static final int MOST_LISTED = 50_000;

  /**
   * What is answered.
   *
   * @param excluded ids that must not be answered
   * @param remembered paths of categories that training knew
   */
  public Selected select(
      RecommendationRequest request,
      Set<String> excluded,
      Ranking ranking,
      Set<String> remembered,
      IntSupplier millisLeft) {
    Search search = new Search(ranking, remembered, new CatalogueReader(data, millisLeft));
    Selection selection = Selection.of(request, excluded);
    search.fill(selection, request, excluded);
    if (request.ranking()) {
      request.filter().only().forEach(id -> selection.offer(RecommendedItem.untitled(id, 0), null));
    }
    List<RecommendedItem> items = selection.items();
    List<String> warnings = new ArrayList<>(selection.warnings());
    PromotedPlaces places = selection.places(items);
    if (places.most() > 0) {
      RecommendationRequest more = request.promoted(places.most());
      Set<String> others = new HashSet<>(excluded);
      others.addAll(ids(items));
      Selection promoted = Selection.promoted(more, others, selection.live(items));
      search.fill(promoted, more, others);
      items = places.give(promoted.items());
      warnings.addAll(promoted.warnings());
    }
    return new Selected(items, selection.refused(), warnings);
  }

  /** Looks for items in a ranking and, where these do not suffice, in all of the catalogue. */
  private record Search(Ranking ranking, Set<String> remembered, CatalogueReader reader) {

    void fill(Selection selection, RecommendationRequest request, Set<String> excluded) {
      Candidates candidates = ranking.within(request.filter(), excluded);
      int explore = request.assortment().explore();
      if (explore > 0) {
        new NewItems(request.subject(), explore).offer(selection, candidates, reader);
        selection.keepTaken();
      }
      offer(selection, candidates, Math.min(MAX_CANDIDATES, request.pool() + SPARE));
      if (selection.isFull() || !reader.answers()) {
        return;
      }
      if (candidates.listing().isPresent()) {
        selection.tellUnknownCategories(candidates.listing().get(), remembered);
      } else if (request.filter().ids().isPresent()) {
        complete(selection, candidates, find(List.copyOf(request.filter().ids().get())));
      } else {
        List<Item> listed = reader.newestActive(MOST_LISTED);
        complete(selection, candidates, listed);
        if (reader.answers()) {
          selection.tellUnknownCategories(listed, remembered);
        }
      }
    }

    /** Candidates until there are enough. */
    private void offer(Selection selection, Candidates candidates, int first) {
      int count = first;
      for (int page = 0; page < PAGES || candidates.listing().isPresent(); page++) {
        List<RecommendedItem> next = candidates.next(count);
        if (next.isEmpty()) {
          return;
        }
        Map<String, Item> items = reader.find(ids(next));
        next.forEach(candidate -> selection.offer(candidate, items.get(candidate.itemId())));
        if (selection.isFull()) {
          return;
        }
        count = MAX_CANDIDATES;
      }
    }

    /** With whatever passes: first those that score most, then as they are listed. */
    private void complete(Selection selection, Candidates candidates, List<Item> listed) {
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
    }

    private List<Item> find(List<String> itemIds) {
      Map<String, Item> found = new LinkedHashMap<>();
      pages(itemIds).forEach(page -> found.putAll(reader.find(page)));
      return itemIds.stream().filter(found::containsKey).map(found::get).toList();
    }
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
