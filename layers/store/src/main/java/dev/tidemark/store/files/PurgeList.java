package dev.tidemark.store.files;

import dev.tidemark.domain.UserKey;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Who was erased, and when: a file without content for each erasure, {@code
 * erased/<key>.<milliseconds>} in the model store. Whoever reads a copy of the interactions goes by
 * it, since a copy that was made before the erasure still holds the person.
 */
public record PurgeList(Folder store) {
  private static final String PREFIX = "erased/";

  /**
   * @param at in whole milliseconds
   */
  public void add(UserKey user, Instant at) throws IOException {
    store.put(PREFIX + user.value() + "." + at.toEpochMilli(), out -> {});
  }

  /**
   * Who was erased since.
   *
   * @param known what was read then
   */
  public Set<UserKey> addedTo(Map<UserKey, Instant> known) throws IOException {
    Map<UserKey, Instant> added = read();
    added.entrySet().removeAll(known.entrySet());
    return Set.copyOf(added.keySet());
  }

  /** When each was erased last. */
  public Map<UserKey, Instant> read() throws IOException {
    Map<UserKey, Instant> erased = new HashMap<>();
    SortedMap<String, Long> files = store.list(PREFIX);
    for (String file : files.keySet()) {
      int dot = file.lastIndexOf('.');
      String millis = file.substring(dot + 1);
      if (dot > PREFIX.length() && millis.matches("\\d{1,15}")) {
        erased.merge(
            new UserKey(file.substring(PREFIX.length(), dot)),
            Instant.ofEpochMilli(Long.parseLong(millis)),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return erased;
  }
}
