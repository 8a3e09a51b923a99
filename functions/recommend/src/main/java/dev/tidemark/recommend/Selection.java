package dev.tidemark.recommend;

import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.recommend.request.CategoryPath;
import dev.tidemark.recommend.request.Nearest;
import dev.tidemark.recommend.request.RecommendationRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is answered of the items that are offered. */
final class Selection {
  private final RecommendationRequest request;
  private final Set<String> excluded;
  private final Set<String> offered = new HashSet<>();
  private final Map<CategoryPath, Integer> taken = new HashMap<>();
  private final List<RecommendedItem> items = new ArrayList<>();
  private final Map<String, List<CategoryPath>> categories = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param excluded ids that must not be answered
   */
  Selection(RecommendationRequest request, Set<String> excluded) {
    this.request = request;
    this.excluded = excluded;
  }

  int size() {
    return items.size();
  }

  boolean isFull() {
    return items.size() == request.pool();
  }

  /**
   * Takes an item where it may be answered; one that was offered before is not looked at again.
   *
   * @param live the item as the catalogue has it; null = it does not, or cannot be read
   */
  void offer(RecommendedItem candidate, Item live) {
    if (isFull() || excluded.contains(candidate.itemId()) || !offered.add(candidate.itemId())) {
      return;
    }
    if (live == null) {
      if (request.filter().tags().isEmpty()) {
        items.add(candidate);
      }
    } else if (live.active() && request.filter().accepts(live) && takePlaces(live.category())) {
      items.add(candidate.withTitle(live.title()));
      categories.put(candidate.itemId(), CategoryPath.all(live.category()));
    }
  }

  /** One of each category of an item, where all of them have one left. */
  private boolean takePlaces(String categories) {
    if (request.perCategory() == RecommendationRequest.ANY || categories.isEmpty()) {
      return true;
    }
    Set<CategoryPath> paths = Set.copyOf(CategoryPath.all(categories));
    if (paths.stream().anyMatch(it -> taken.getOrDefault(it, 0) >= request.perCategory())) {
      return false;
    }
    paths.forEach(path -> taken.merge(path, 1, Integer::sum));
    return true;
  }

  /**
   * Whether it is worth offering.
   *
   * @param item whose tags are not known
   */
  boolean mayTake(Item item) {
    return !offered.contains(item.itemId())
        && !excluded.contains(item.itemId())
        && request.filter().acceptsListed(item);
  }

  /**
   * Warns of each category that was asked for and that no item is in.
   *
   * @param listed active items
   * @param remembered paths of categories that training knew
   */
  void tellUnknownCategories(List<Item> listed, Set<String> remembered) {
    if (request.filter().categories().isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>(remembered);
    for (Item item : listed) {
      CategoryPath.all(item.category()).forEach(path -> known.addAll(path.withParents()));
    }
    for (CategoryPath wanted : request.filter().categories()) {
      // Of a text with commas the parts are told, which it was taken for, too.
      if (!known.contains(wanted.text()) && wanted.text().indexOf(',') < 0) {
        String remedy =
            Nearest.of(wanted.text(), known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        warnings.add(
            new InvalidFieldException("category", wanted.text(), "no item is in it" + remedy)
                .getMessage());
      }
    }
  }

  /** Ids of what was offered and may not be answered. */
  Set<String> refused() {
    Set<String> refused = new HashSet<>(offered);
    items.forEach(item -> refused.remove(item.itemId()));
    return refused;
  }

  /** Best first; of more than are to be answered those that are not all of a kind. */
  List<RecommendedItem> items() {
    List<RecommendedItem> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingDouble(RecommendedItem::score).reversed());
    return request.diversity() == 0
        ? sorted
        : new Diversity(request.diversity(), categories).choose(sorted, request.count());
  }

  /** What the caller may have meant otherwise. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
