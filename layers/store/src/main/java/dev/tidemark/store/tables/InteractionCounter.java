package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import java.time.Instant;

/** Counts interactions of all users by time, cheaply. */
@FunctionalInterface
public interface InteractionCounter {

  /**
   * Interactions that happened at this time or later: exact in a small table, else estimated.
   *
   * @param enough the count may end here: any answer from this number on means "enough"
   * @throws StoreUnavailableException when the store does not answer in time
   */
  long since(Instant from, long enough);
}
