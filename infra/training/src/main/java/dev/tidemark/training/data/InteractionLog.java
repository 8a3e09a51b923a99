package dev.tidemark.training.data;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.Utf8Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects interactions by shopper, and the catalogue. */
public final class InteractionLog {
  private static final Comparator<Row> SERVED_ORDER =
      Comparator.comparingLong(Row::millis).thenComparing(Row::eventId, Utf8Order.INSTANCE);

  private final Map<String, List<Row>> rowsByUser = new TreeMap<>();
  private final Map<String, Item> catalogue = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** One interaction, its shopper left out. */
  record Row(String itemId, String type, long millis, String eventId, float value) {}

  public void add(Interaction interaction) {
    rowsByUser
        .computeIfAbsent(interaction.user().value(), user -> new ArrayList<>())
        .add(
            new Row(
                shared(interaction.itemId()),
                shared(interaction.type()),
                interaction.timestamp().toEpochMilli(),
                interaction.eventId(),
                (float) interaction.value()));
  }

  public void add(Item item) {
    catalogue.put(item.itemId(), item);
  }

  /**
   * Brings every shopper's interactions, which may have come in any order, into the order in which
   * a query will return them. Without it they stay as they came.
   */
  public void sortAsServed() {
    rowsByUser.values().forEach(rows -> rows.sort(SERVED_ORDER));
  }

  public long size() {
    return rowsByUser.values().stream().mapToLong(List::size).sum();
  }

  /** Each shopper's interactions, in the order of the shoppers' keys. */
  Collection<List<Row>> rows() {
    return rowsByUser.values();
  }

  /** The catalogue's entry, without category and price where it has none. */
  Item item(String itemId) {
    return catalogue.getOrDefault(
        itemId, new Item(itemId, "", "", Double.NaN, List.of(), List.of(), true));
  }

  /** One copy of each name instead of one for each row. */
  private String shared(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }
}
