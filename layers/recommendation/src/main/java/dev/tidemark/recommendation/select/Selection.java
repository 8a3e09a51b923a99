package dev.tidemark.recommendation.select;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.Nearest;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.Promotion;
import dev.tidemark.recommendation.request.RecommendationRequest;
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
  private final boolean promoted;
  private final Set<String> offered = new HashSet<>();
  private final Map<CategoryPath, Integer> taken = new HashMap<>();
  private final List<RecommendedItem> items = new ArrayList<>();
  private final Map<String, Item> live = new HashMap<>();
  private final Set<String> kept = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  private Selection(RecommendationRequest request, Set<String> excluded, boolean promoted) {
    this.request = request;
    this.excluded = excluded;
    this.promoted = promoted;
  }

  /**
   * @param excluded ids that must not be answered
   */
  static Selection of(RecommendationRequest request, Set<String> excluded) {
    return new Selection(request, excluded, false);
  }

  /**
   * Of promoted items for an answer that has others already. Only what the catalogue has is
   * promoted.
   *
   * @param request what {@link RecommendationRequest#promoted} makes
   * @param excluded ids that must not be answered, those of the others among them
   * @param others as the catalogue has them, whose categories count
   */
  static Selection promoted(
      RecommendationRequest request, Set<String> excluded, List<Item> others) {
    Selection selection = new Selection(request, excluded, true);
    for (Item other : others) {
      Set.copyOf(CategoryPath.all(other.category()))
          .forEach(path -> selection.taken.merge(path, 1, Integer::sum));
    }
    return selection;
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
   * @param item as the catalogue has it; null = it does not, or cannot be read
   */
  void offer(RecommendedItem candidate, Item item) {
    if (isFull() || excluded.contains(candidate.itemId()) || !offered.add(candidate.itemId())) {
      return;
    }
    if (item == null) {
      if (request.filter().tags().isEmpty() && !promoted) {
        items.add(candidate);
      }
    } else if (item.active() && request.filter().accepts(item) && takePlaces(item.category())) {
      RecommendedItem titled = candidate.withTitle(item.title());
      items.add(promoted ? titled.asPromoted() : titled);
      live.put(candidate.itemId(), item);
    }
  }

  /** One of each category of an item, where all of them have one left. */
  private boolean takePlaces(String categories) {
    int most = request.assortment().perCategory();
    if (most == Assortment.ANY || categories.isEmpty()) {
      return true;
    }
    Set<CategoryPath> paths = Set.copyOf(CategoryPath.all(categories));
    if (paths.stream().anyMatch(it -> taken.getOrDefault(it, 0) >= most)) {
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
            new InvalidFieldException(
                    promoted ? "promote.category" : "category",
                    wanted.text(),
                    "no item is in it" + remedy)
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
    double diversity = request.assortment().diversity();
    if (diversity == 0) {
      return sorted;
    }
    Map<String, List<CategoryPath>> categories = new HashMap<>();
    live.forEach((id, item) -> categories.put(id, CategoryPath.all(item.category())));
    return new Diversity(diversity, categories).choose(sorted, request.count());
  }

  /** What was taken so far keeps its place, whatever is promoted. */
  void keepTaken() {
    items.forEach(item -> kept.add(item.itemId()));
  }

  /**
   * The places that a promotion may have.
   *
   * @param answered what {@link #items} gave
   */
  PromotedPlaces places(List<RecommendedItem> answered) {
    Promotion promotion = request.assortment().promotion();
    Set<String> own = new HashSet<>(kept);
    for (Item item : live(answered)) {
      if (promotion.filter().accepts(item)) {
        own.add(item.itemId());
      }
    }
    return new PromotedPlaces(promotion.places(), answered, own);
  }

  /** Some of the items, as the catalogue has them; those that it does not have are left out. */
  List<Item> live(List<RecommendedItem> some) {
    return some.stream()
        .map(RecommendedItem::itemId)
        .filter(live::containsKey)
        .map(live::get)
        .toList();
  }

  /** What the caller may have meant otherwise. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
