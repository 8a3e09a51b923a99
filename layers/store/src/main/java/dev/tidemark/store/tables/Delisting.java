package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Switches off what a full catalogue does not list. It holds the id of each active item, about 100
 * bytes, so begin it after the catalogue was stored.
 */
public final class Delisting {
  /** A catalogue that lacks more is rather a part of one, or cut. */
  private static final double MOST = 0.5;

  private static final int BATCH = 500;

  private final CatalogueStore store;
  private final Set<String> lacking;
  private final int active;

  private Delisting(CatalogueStore store, Set<String> active) {
    this.store = store;
    this.active = active.size();
    lacking = active;
  }

  /**
   * @param asOf time of the catalogue; what was listed for the first time later is no concern of
   *     its
   * @throws StoreUnavailableException when the store does not answer in time
   */
  public static Delisting begin(CatalogueStore store, Instant asOf) {
    return new Delisting(store, store.activeListedBefore(asOf));
  }

  /** The catalogue lists an item. */
  public void listed(String itemId) {
    lacking.remove(itemId);
  }

  /** How many active items the catalogue has not listed. */
  public int lacking() {
    return lacking.size();
  }

  /** How many items were active. */
  public int active() {
    return active;
  }

  /** Whether it lacks more than half of the active items, and so is hardly the full catalogue. */
  public boolean isSuspicious() {
    return lacking.size() > MOST * active;
  }

  /**
   * Switches off some of the items that it lacks, until {@link #lacking} is 0. Those that the store
   * does not acknowledge are tried no more; they stay active until the next time.
   */
  public PutResult switchOff() {
    List<String> batch = lacking.stream().limit(BATCH).toList();
    PutResult result = store.delist(batch);
    batch.forEach(lacking::remove);
    return result;
  }
}
