package dev.tidemark.store.tables;

import dev.tidemark.domain.UserKey;

/** A table in which a partition is all that is held of one user. */
public interface PersonTable {

  /** Whether nothing but the tombstone is there, in any state. */
  boolean isEmpty(UserKey user);

  /**
   * Deletes some of the user's rows, in any order; the tombstone stays.
   *
   * @return how many; 0 = none was left
   * @throws dev.tidemark.store.StoreUnavailableException when the store does not answer in time, or
   *     does not acknowledge what was deleted; doing it again is safe
   */
  int deleteSome(UserKey user);
}
