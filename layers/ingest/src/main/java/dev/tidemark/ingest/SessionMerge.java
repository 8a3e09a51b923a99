package dev.tidemark.ingest;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.util.List;

/**
 * Gives what somebody did and saw in a session to the user who logs in: it is stored under the
 * user, and then deleted under the session. Doing it again is always safe.
 */
public record SessionMerge(InteractionStore interactions) {
  private static final int PAGE = 500;

  /** Of one call; what a person does in a session is far less. */
  private static final int MOST_PAGES = 20;

  /**
   * @return what became of the session's interactions; those that were not moved, or may not have
   *     been, are unacknowledged
   * @throws IllegalArgumentException where both are the same, since all would be deleted
   * @throws dev.tidemark.store.StoreUnavailableException where the session cannot be read
   */
  public PutResult merge(UserKey session, UserKey user) {
    if (session.equals(user)) {
      throw new IllegalArgumentException("a session is another one than its user");
    }
    int stored = 0;
    int duplicates = 0;
    // What was erased is not moved back; with the session it goes.
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Interaction> done = interactions.some(session, PAGE);
      if (done.isEmpty()) {
        return new PutResult(stored, duplicates, 0);
      }
      PutResult put = interactions.copy(done, user);
      stored += put.stored();
      duplicates += put.duplicates();
      int left = put.unacknowledged() > 0 ? done.size() : interactions.delete(done);
      if (left > 0) {
        return new PutResult(stored, duplicates, left);
      }
    }
    return new PutResult(stored, duplicates, interactions.some(session, PAGE).size());
  }
}
