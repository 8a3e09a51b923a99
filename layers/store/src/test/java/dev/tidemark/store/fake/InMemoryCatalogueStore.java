package dev.tidemark.store.fake;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.Listing;
import dev.tidemark.store.tables.PatchResult;
import dev.tidemark.store.tables.PutResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A catalogue in memory, for tests; it keeps the same contract as the real one. */
public final class InMemoryCatalogueStore implements CatalogueStore {
  /** In the order of first listing, which a changed item keeps. */
  private final Map<String, Item> items = new LinkedHashMap<>();

  private final Map<String, Instant> listedAt = new HashMap<>();
  private final Set<String> delisted = new HashSet<>();
  private final Clock clock;

  public InMemoryCatalogueStore() {
    this(Clock.systemUTC());
  }

  public InMemoryCatalogueStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized PutResult put(List<ItemUpdate> updates) {
    Instant now = clock.instant();
    updates.forEach(update -> listedAt.putIfAbsent(update.itemId(), now));
    return change(
        updates.stream()
            .map(update -> delisted.contains(update.itemId()) ? update.with(Field.ACTIVE) : update)
            .toList());
  }

  private PutResult change(List<ItemUpdate> updates) {
    Map<String, ItemUpdate> byId = new LinkedHashMap<>();
    updates.forEach(update -> byId.merge(update.itemId(), update, ItemUpdate::then));
    int stored = 0;
    for (ItemUpdate update : byId.values()) {
      boolean claims = update.gives(Field.ACTIVE) && delisted.remove(update.itemId());
      Item before = items.get(update.itemId());
      Item after = before == null ? update.item() : update.over(before);
      items.put(update.itemId(), after);
      stored += after.equals(before) && !claims ? 0 : 1;
    }
    return new PutResult(stored, updates.size() - stored, 0);
  }

  @Override
  public synchronized PatchResult patch(List<ItemUpdate> updates) {
    Set<String> unknown =
        updates.stream()
            .map(ItemUpdate::itemId)
            .filter(id -> !items.containsKey(id))
            .collect(Collectors.toSet());
    List<ItemUpdate> known =
        updates.stream().filter(update -> !unknown.contains(update.itemId())).toList();
    return new PatchResult(change(known), unknown);
  }

  @Override
  public synchronized PutResult delist(List<String> itemIds) {
    Set<String> active =
        itemIds.stream()
            .filter(id -> items.containsKey(id) && items.get(id).active())
            .collect(Collectors.toSet());
    patch(
        active.stream()
            .map(id -> new Item(id, "", "", Double.NaN, List.of(), List.of(), false))
            .map(item -> new ItemUpdate(item, Set.of(Field.ACTIVE)))
            .toList());
    delisted.addAll(active);
    return new PutResult(active.size(), itemIds.size() - active.size(), 0);
  }

  @Override
  public synchronized Set<String> activeListedBefore(Instant time) {
    return items.values().stream()
        .filter(item -> item.active() && listedAt.get(item.itemId()).isBefore(time))
        .map(Item::itemId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public synchronized Map<String, Item> find(Collection<String> itemIds) {
    Set<String> ids = Set.copyOf(itemIds);
    if (ids.size() > MAX_FIND) {
      throw new IllegalArgumentException(ids.size() + " ids; give at most " + MAX_FIND);
    }
    Map<String, Item> found = new HashMap<>();
    items.values().stream()
        .filter(item -> ids.contains(item.itemId()))
        .forEach(item -> found.put(item.itemId(), asListed(item, item.tags())));
    return found;
  }

  @Override
  public synchronized Map<String, List<Float>> vectors(Collection<String> itemIds) {
    return items.values().stream()
        .filter(item -> itemIds.contains(item.itemId()) && !item.vector().isEmpty())
        .collect(Collectors.toMap(Item::itemId, Item::vector));
  }

  /** Everything that is stored, with every field. */
  public synchronized List<Item> stored() {
    return List.copyOf(items.values());
  }

  @Override
  public synchronized List<Item> newestActive(int limit) {
    List<Item> newest = new ArrayList<>(items.values());
    Collections.reverse(newest);
    return newest.stream()
        .filter(Item::active)
        .limit(limit)
        .map(item -> asListed(item, List.of()))
        .toList();
  }

  @Override
  public synchronized Listing listed(Optional<Listing.Place> behind, int limit) {
    List<Item> all = newestActive(items.size());
    List<Item> rest =
        behind.isEmpty()
            ? all
            : all.stream()
                .dropWhile(item -> !item.itemId().equals(behind.get().itemId()))
                .skip(1)
                .toList();
    List<Item> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Listing(
        page,
        page.size() == rest.size()
            ? Optional.empty()
            : Optional.of(place(page.get(page.size() - 1).itemId())));
  }

  private Listing.Place place(String itemId) {
    return new Listing.Place(listedAt.get(itemId).toEpochMilli(), itemId);
  }

  private static Item asListed(Item item, List<String> tags) {
    return new Item(
        item.itemId(), item.title(), item.category(), item.price(), tags, List.of(), item.active());
  }
}
