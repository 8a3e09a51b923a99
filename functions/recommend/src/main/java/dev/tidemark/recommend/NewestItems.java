package dev.tidemark.recommend;

import dev.tidemark.domain.Item;
import java.util.ArrayList;
import java.util.List;

/** The active items of the catalogue, the one listed last first, read as far as they are asked. */
final class NewestItems implements Candidates {
  private static final int GROWTH = 10;

  private final ShopData data;
  private List<Item> read = List.of();
  private int limit;
  private int given;

  /**
   * @param first items of the first read
   */
  NewestItems(ShopData data, int first) {
    this.data = data;
    limit = first;
  }

  @Override
  public List<RecommendedItem> next(int count) {
    if (read.isEmpty()) {
      read = data.newestActive(limit);
    } else if (given == read.size() && read.size() == limit) {
      limit = limit > Integer.MAX_VALUE / GROWTH ? Integer.MAX_VALUE : limit * GROWTH;
      read = data.newestActive(limit);
    }
    List<RecommendedItem> next = new ArrayList<>();
    for (; given < read.size() && next.size() < count; given++) {
      next.add(RecommendedItem.untitled(read.get(given).itemId(), 1.0 / (given + 1)));
    }
    return next;
  }

  @Override
  public boolean areAll() {
    return true;
  }

  @Override
  public double scoreOf(String itemId) {
    return 0;
  }
}
