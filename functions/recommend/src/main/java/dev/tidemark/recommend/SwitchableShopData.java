package dev.tidemark.recommend;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The real tables, for which made-up data stands in while the function is primed. */
final class SwitchableShopData implements ShopData {
  private final ShopData real;
  private volatile ShopData current;

  SwitchableShopData(ShopData real) {
    this.real = real;
    current = real;
  }

  /** Runs the action on other data, and goes back to the real data whatever happens. */
  void standIn(ShopData other, Runnable action) {
    current = other;
    try {
      action.run();
    } finally {
      current = real;
    }
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    return current.newest(user, limit);
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    return current.find(itemIds);
  }

  @Override
  public List<Item> newestActive(int limit) {
    return current.newestActive(limit);
  }
}
