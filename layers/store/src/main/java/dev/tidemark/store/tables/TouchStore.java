package dev.tidemark.store.tables;

import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.store.StoreUnavailableException;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * What shoppers did with recommendations, by day. Users are divided into parts, so that a day is
 * not written to one place alone and can be counted part by part; all of one user is in the same.
 */
public interface TouchStore {
  int PARTS = 8;

  /**
   * Hands over all touches of a part on a day, in any order.
   *
   * @param day in UTC
   * @param part from 0 to below {@link #PARTS}
   * @throws StoreUnavailableException when the store does not answer in time
   */
  void all(LocalDate day, int part, Consumer<Touch> sink);

  /** The same of one kind. */
  void of(Kind kind, LocalDate day, int part, Consumer<Touch> sink);
}
