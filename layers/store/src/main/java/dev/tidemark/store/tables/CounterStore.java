package dev.tidemark.store.tables;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How many events and shoppers items had, by hour and by day. Implementations are safe for use by
 * several threads and processes.
 */
public interface CounterStore {
  /**
   * How long after its time an event may come to be counted. What tells that it was counted is kept
   * for longer, so that it never counts again.
   */
  Duration WINDOW = Duration.ofDays(8);

  /** Events of a user with one item on a day that count; more is done by robots alone. */
  int MOST_OF_A_USER = 200;

  /**
   * Counts interactions, each once however often and in whatever company it is given, known by user
   * and event id.
   *
   * @param interactions any number, none older than {@link #WINDOW}
   * @return how many were not counted before
   * @throws StoreUnavailableException where not all are counted; giving them again is safe
   */
  int count(Collection<Interaction> interactions);

  /**
   * @throws StoreUnavailableException when the store does not answer in time
   */
  ItemCounts counts(String itemId, Period period);

  /** An item and how many shoppers it had. */
  record Shoppers(String itemId, long count) {}

  /**
   * The items with the most shoppers, most first; of equally many the smaller id first.
   *
   * @throws StoreUnavailableException when the store does not answer in time
   */
  List<Shoppers> top(Period period, int most);

  /**
   * Deletes what tells of a user that they were counted. The counts stay; they tell nobody's name.
   *
   * @throws StoreUnavailableException where not all is deleted; doing it again is safe
   */
  void forget(UserKey user);
}
