package dev.tidemark.store.tables;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import java.util.List;

/** The table of everything shoppers did. Implementations are safe for use by several threads. */
public interface InteractionStore {

  /**
   * Stores what is not there yet: an interaction is there where one of the same user has its event
   * id, whatever else it says. Repeating the same call is safe: what was stored before counts as a
   * duplicate. Returns only when the store has acknowledged or finally refused every interaction.
   *
   * @param interactions any number; of several with one user and event id the first is stored and
   *     the rest are duplicates
   */
  PutResult put(List<Interaction> interactions);

  /**
   * Stores interactions of which the caller knows that none is there, which may save looking for
   * them: against that knowledge one that is there is overwritten and counts as stored.
   *
   * @param interactions any number, each of another user or event id
   */
  default PutResult putNew(List<Interaction> interactions) {
    return put(interactions);
  }

  /**
   * Stores interactions of one user under another, as {@link #put} does. A table with a stream
   * marks them as moved, since its readers were told of them before.
   */
  default PutResult copy(List<Interaction> interactions, UserKey to) {
    return put(interactions.stream().map(it -> it.by(to)).toList());
  }

  /**
   * Deletes interactions, known by user and event id; what is not there counts as deleted.
   *
   * @return how many of them the store did not acknowledge; deleting them again is safe
   */
  int delete(List<Interaction> interactions);

  /**
   * The user's newest interactions but impressions, newest first, in the reverse of {@link
   * Interaction#SERVED_ORDER}; empty for a user without any.
   *
   * @throws StoreUnavailableException when the store does not answer in time
   */
  List<Interaction> newest(UserKey user, int limit);

  /**
   * Some of what is stored of the user, impressions with it, in no order; empty where there is
   * nothing.
   *
   * @throws StoreUnavailableException when the store does not answer in time
   */
  List<Interaction> some(UserKey user, int limit);
}
