package dev.tidemark.recommendation.request;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.domain.Item;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller wants the recommended items to be. An item without a price passes no price limit.
 *
 * @param categories alternatives; none = any
 * @param tags of which an item has at least one; none = any
 * @param minPrice NaN = no limit
 * @param maxPrice NaN = no limit
 * @param only ids of the only items, in the order in which they were given; none = any
 * @param also further filters that an item has to pass
 */
public record ItemFilter(
    List<CategoryPath> categories,
    Set<String> tags,
    double minPrice,
    double maxPrice,
    Set<String> only,
    List<ItemFilter> also) {
  /** All items. */
  public static final ItemFilter ANY = only(Set.of());

  public ItemFilter {
    categories = List.copyOf(categories);
    tags = Set.copyOf(tags);
    only = Collections.unmodifiableSet(new LinkedHashSet<>(only));
    also = List.copyOf(also);
  }

  /** These items and no others. */
  public static ItemFilter only(Set<String> itemIds) {
    return new ItemFilter(List.of(), Set.of(), Double.NaN, Double.NaN, itemIds, List.of());
  }

  /** The same for what is within other categories. */
  public ItemFilter within(List<CategoryPath> others) {
    return new ItemFilter(others, tags, minPrice, maxPrice, only, also);
  }

  /** What passes another one, too. */
  public ItemFilter and(ItemFilter other) {
    return new ItemFilter(categories, tags, minPrice, maxPrice, only, List.of(other));
  }

  /** Ids of the only items that can pass, in the order in which they were given; empty = any. */
  public Optional<Set<String>> ids() {
    Optional<Set<String>> ids = only.isEmpty() ? Optional.empty() : Optional.of(only);
    for (ItemFilter other : also) {
      ids = ids.isPresent() ? ids : other.ids();
    }
    return ids;
  }

  /**
   * @param item with its tags
   */
  public boolean accepts(Item item) {
    return (tags.isEmpty() || !Collections.disjoint(tags, item.tags()))
        && acceptsOwn(item)
        && also.stream().allMatch(filter -> filter.accepts(item));
  }

  /**
   * @param item whose tags are not known
   */
  public boolean acceptsListed(Item item) {
    return acceptsOwn(item) && also.stream().allMatch(filter -> filter.acceptsListed(item));
  }

  private boolean acceptsOwn(Item item) {
    return (only.isEmpty() || only.contains(item.itemId()))
        && acceptsPrice(item.price())
        && (categories.isEmpty() || acceptsCategories(CategoryPath.all(item.category())));
  }

  /**
   * Whether this filter alone lets them pass.
   *
   * @param paths of one item
   */
  public boolean acceptsCategories(List<CategoryPath> paths) {
    if (categories.isEmpty()) {
      return true;
    }
    for (CategoryPath wanted : categories) {
      for (CategoryPath path : paths) {
        if (wanted.holds(path)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether this filter alone lets it pass.
   *
   * @param price NaN = not known
   */
  public boolean acceptsPrice(double price) {
    return (Double.isNaN(minPrice) || price >= minPrice)
        && (Double.isNaN(maxPrice) || price <= maxPrice);
  }
}
