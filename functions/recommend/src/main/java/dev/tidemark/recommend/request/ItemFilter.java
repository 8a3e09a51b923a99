package dev.tidemark.recommend.request;

import dev.tidemark.domain.Item;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What a caller wants the recommended items to be. An item without a price passes no price limit.
 *
 * @param categories alternatives; none = any
 * @param tags of which an item has at least one; none = any
 * @param minPrice NaN = no limit
 * @param maxPrice NaN = no limit
 * @param only ids of the only items; none = any
 */
public record ItemFilter(
    List<CategoryPath> categories,
    Set<String> tags,
    double minPrice,
    double maxPrice,
    Set<String> only) {
  public ItemFilter {
    categories = List.copyOf(categories);
    tags = Set.copyOf(tags);
    only = Set.copyOf(only);
  }

  /** These items and no others. */
  public static ItemFilter only(Set<String> itemIds) {
    return new ItemFilter(List.of(), Set.of(), Double.NaN, Double.NaN, itemIds);
  }

  /** The same for what is within other categories. */
  public ItemFilter within(List<CategoryPath> others) {
    return new ItemFilter(others, tags, minPrice, maxPrice, only);
  }

  /**
   * @param item with its tags
   */
  public boolean accepts(Item item) {
    return acceptsListed(item) && (tags.isEmpty() || !Collections.disjoint(tags, item.tags()));
  }

  /**
   * @param item whose tags are not known
   */
  public boolean acceptsListed(Item item) {
    return acceptsId(item.itemId())
        && acceptsPrice(item.price())
        && (categories.isEmpty() || acceptsCategories(CategoryPath.all(item.category())));
  }

  public boolean acceptsId(String itemId) {
    return only.isEmpty() || only.contains(itemId);
  }

  /**
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
   * @param price NaN = not known
   */
  public boolean acceptsPrice(double price) {
    return (Double.isNaN(minPrice) || price >= minPrice)
        && (Double.isNaN(maxPrice) || price <= maxPrice);
  }
}
