package dev.tidemark.store.tables;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of what the shop sells. Implementations are safe for use by several threads. */
public interface CatalogueStore {

  /** Most items that {@link #find} takes: one BatchGetItem. */
  int MAX_FIND = 100;

  /**
   * Stores new items, and changes of those that are there. An update that changes nothing counts as
   * a duplicate; several of one item in the batch are laid over each other in their order, and all
   * but one count as duplicates. A changed item keeps the time at which it was first listed.
   */
  PutResult put(List<ItemUpdate> updates);

  /**
   * The same for items that are there, and nothing for others. Fields that an update does not give
   * stay, though others change them at the same time.
   */
  PatchResult patch(List<ItemUpdate> updates);

  /**
   * Switches off active items that a full catalogue no longer lists. Unlike what a sender switched
   * off, they are active again once {@link #put} brings them.
   *
   * @return in which those count as stored that were active
   */
  PutResult delist(List<String> itemIds);

  /**
   * Ids of the active items that were first listed before a time, in a set of the caller's own.
   *
   * @throws StoreUnavailableException when the store does not answer in time
   */
  Set<String> activeListedBefore(Instant time);

  /**
   * The items with these ids by id, without vector; ids that are not in the catalogue are missing
   * from the map.
   *
   * @param itemIds at most {@link #MAX_FIND}
   * @throws StoreUnavailableException when the store does not answer in time
   */
  Map<String, Item> find(Collection<String> itemIds);

  /**
   * The content vectors of the items with these ids, by id; those that have none are missing from
   * the map.
   *
   * @param itemIds at most {@link #MAX_FIND}
   * @throws StoreUnavailableException when the store does not answer in time
   */
  Map<String, List<Float>> vectors(Collection<String> itemIds);

  /**
   * Active items, the one listed last first, without tags and vector.
   *
   * @throws StoreUnavailableException when the store does not answer in time
   */
  List<Item> newestActive(int limit);

  /**
   * The same page by page, for a catalogue of any size.
   *
   * @param behind {@code next} of the page before; empty = from the first item
   * @param limit most items of the page; there may be fewer though others follow
   * @throws StoreUnavailableException when the store does not answer in time
   */
  Listing listed(Optional<Listing.Place> behind, int limit);
}
