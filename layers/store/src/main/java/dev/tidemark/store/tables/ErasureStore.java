package dev.tidemark.store.tables;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the interactions' table holds of one user, and who was erased in it. Every method throws a
 * {@link dev.tidemark.store.StoreUnavailableException} where the store does not answer in time.
 */
public interface ErasureStore {

  /** When the user was erased last; empty where that never was. */
  Optional<Instant> erasedAt(UserKey user);

  /**
   * From now on nothing that the user did up to a time is read or stored, though rows of it may
   * still be there.
   *
   * @param at in whole milliseconds
   */
  void erase(UserKey user, Instant at);

  /**
   * What is held of the user, impressions with it, in the order of event ids.
   *
   * @param after event id behind which it begins; empty = at the first
   */
  Page held(UserKey user, String after);

  /**
   * Some of what is held.
   *
   * @param next event id behind which the next page begins; empty = there is none
   */
  record Page(List<Interaction> interactions, String next) {
    public Page {
      interactions = List.copyOf(interactions);
    }
  }
}
