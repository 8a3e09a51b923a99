package dev.tidemark.recommend;

import dev.tidemark.domain.Item;

/**
 * What a caller wants the recommended items to be. An item without a price passes no price limit.
 *
 * @param category a whole category path or the beginning of one up to a slash; empty = any
 * @param minPrice NaN = no limit
 * @param maxPrice NaN = no limit
 */
record ItemFilter(String category, double minPrice, double maxPrice) {
  /** Whether every item passes. */
  boolean isOpen() {
    return category.isEmpty() && Double.isNaN(minPrice) && Double.isNaN(maxPrice);
  }

  boolean accepts(Item item) {
    return acceptsCategory(item.category()) && acceptsPrice(item.price());
  }

  /**
   * @param categories one or several paths, joined by {@code |}
   */
  boolean acceptsCategory(String categories) {
    if (category.isEmpty()) {
      return true;
    }
    for (String path : categories.split("\\|", -1)) {
      if (path.startsWith(category)
          && (path.length() == category.length() || path.charAt(category.length()) == '/')) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param price NaN = not known
   */
  boolean acceptsPrice(double price) {
    return (Double.isNaN(minPrice) || price >= minPrice)
        && (Double.isNaN(maxPrice) || price <= maxPrice);
  }
}
