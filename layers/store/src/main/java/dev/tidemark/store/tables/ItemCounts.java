package dev.tidemark.store.tables;

/**
 * What was counted of an item in an hour or a day.
 *
 * @param events whatever shoppers did with it
 * @param shoppers who did so, each once
 */
public record ItemCounts(long events, long shoppers) {
  public static final ItemCounts NONE = new ItemCounts(0, 0);

  ItemCounts plus(ItemCounts more) {
    return new ItemCounts(events + more.events, shoppers + more.shoppers);
  }
}
