package dev.tidemark.recommendation.rank;

import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.select.Candidates;
import dev.tidemark.recommendation.select.ShopData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The active items of the catalogue, the one listed last first, read as far as they are asked. */
public final class NewestItems implements Candidates {
  private static final int GROWTH = 10;

  private final ShopData data;
  private final ItemFilter filter;
  private List<Item> read = List.of();
  private int limit;
  private int given;

  /**
   * @param filter by what the list tells of items
   * @param first items of the first read
   */
  public NewestItems(ShopData data, ItemFilter filter, int first) {
    this.data = data;
    this.filter = filter;
    limit = first;
  }

  @Override
  public List<RecommendedItem> next(int count) {
    List<RecommendedItem> next = new ArrayList<>();
    while (next.size() < count && hasMore()) {
      Item item = read.get(given++);
      if (filter.acceptsListed(item)) {
        next.add(RecommendedItem.untitled(item.itemId(), 1.0 / given));
      }
    }
    return next;
  }

  private boolean hasMore() {
    if (read.isEmpty()) {
      read = data.newestActive(limit);
    } else if (given == read.size() && read.size() == limit) {
      limit = limit > Integer.MAX_VALUE / GROWTH ? Integer.MAX_VALUE : limit * GROWTH;
      read = data.newestActive(limit);
    }
    return given < read.size();
  }

  @Override
  public Optional<List<Item>> listing() {
    return Optional.of(read);
  }

  @Override
  public double scoreOf(String itemId) {
    return 0;
  }
}
