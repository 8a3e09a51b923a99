package dev.tidemark.userdata;

import dev.tidemark.domain.UserKey;
import dev.tidemark.store.erasure.Copies;
import dev.tidemark.store.erasure.ErasureReceipt;
import dev.tidemark.store.tables.PersonTable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Erases one user. The tombstone comes first: from then on nothing of before is served, learnt from
 * or stored, whatever is still there. Then the rows go, until none is left. Where it broke off, it
 * is safe to do it again.
 *
 * @param late whether there is no time left
 */
record Erasure(PersonStores stores, BooleanSupplier late) {

  /**
   * @param userId as the shop knows the user
   * @throws UnfinishedException where time is up
   * @throws dev.tidemark.store.StoreUnavailableException where a store does not answer
   */
  ErasureReceipt of(String userId, Instant now) throws IOException {
    UserKey user = stores.users().keyOf(userId);
    Instant time = now.truncatedTo(ChronoUnit.MILLIS);
    Instant erasedAt = erasedAt(user, time);
    stores.purgeList().add(user, erasedAt);
    stores.erasures().erase(user, erasedAt);
    Map<String, Long> erased = new TreeMap<>();
    stores.tables().keySet().forEach(name -> erased.put(name, 0L));
    deleteRows(user, erased);
    erased.put("recommendations", (long) stores.recommendations().forget(user, late));
    erased.put("deadLetters", (long) stores.deadLetters().forget(userId, late));
    deleteRows(user, erased); // of who had looked before the tombstone was there, and wrote since
    return new ErasureReceipt(user, erasedAt, erased, Copies.gone(time));
  }

  /** The time of an earlier erasure where nothing has come since. */
  private Instant erasedAt(UserKey user, Instant now) {
    Optional<Instant> before = stores.erasures().erasedAt(user);
    return before.isPresent()
            && stores.tables().values().stream().allMatch(table -> table.isEmpty(user))
        ? before.get()
        : now;
  }

  private void deleteRows(UserKey user, Map<String, Long> erased) {
    for (Map.Entry<String, PersonTable> table : stores.tables().entrySet()) {
      int some = table.getValue().deleteSome(user);
      while (some > 0) {
        erased.merge(table.getKey(), (long) some, Long::sum);
        if (late.getAsBoolean()) {
          throw new UnfinishedException();
        }
        some = table.getValue().deleteSome(user);
      }
    }
  }
}
