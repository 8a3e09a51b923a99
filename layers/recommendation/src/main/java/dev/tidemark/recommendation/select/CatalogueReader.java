package dev.tidemark.recommendation.select;

import dev.tidemark.domain.Item;
import dev.tidemark.store.StoreUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalogue for one request while there is time and it answers; then no more, since an
 * answer without titles is better than none.
 */
public final class CatalogueReader {
  /** The longest that a read takes, with its retries. */
  private static final int READ_MILLIS = 3000;

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueReader.class);

  private final ShopData data;
  private final IntSupplier millisLeft;
  private boolean failed;

  /**
   * @param millisLeft milliseconds until the invocation is cut off, now
   */
  public CatalogueReader(ShopData data, IntSupplier millisLeft) {
    this.data = data;
    this.millisLeft = millisLeft;
  }

  /** Whether all reads so far were answered. */
  public boolean answers() {
    return !failed;
  }

  /** Those that the catalogue has, by their ids. */
  public Map<String, Item> find(Collection<String> itemIds) {
    return read(() -> data.find(itemIds), Map.of());
  }

  /** Content vectors of those that have one, by their ids. */
  public Map<String, List<Float>> vectors(Collection<String> itemIds) {
    return read(() -> data.vectors(itemIds), Map.of());
  }

  public List<Item> newestActive(int limit) {
    return read(() -> data.newestActive(limit), List.of());
  }

  private <T> T read(Supplier<T> read, T nothing) {
    if (!failed && millisLeft.getAsInt() < READ_MILLIS) {
      LOG.warn("no time left to read the catalogue: answering without it");
      failed = true;
    }
    if (failed) {
      return nothing;
    }
    try {
      return read.get();
    } catch (StoreUnavailableException e) {
      LOG.warn("catalogue not read, answering without it: {}", e.describe());
      failed = true;
      return nothing;
    }
  }
}
