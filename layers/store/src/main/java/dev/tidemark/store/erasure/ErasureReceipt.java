package dev.tidemark.store.erasure;

import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an erasure came to.
 *
 * @param userKey pseudonym of whom was erased
 * @param erasedAt nothing that the user did up to then is read, stored or learnt from any more
 * @param erased what was deleted, by store
 * @param remaining copies that go by themselves, and when the last of each is gone
 */
public record ErasureReceipt(
    String userKey,
    Instant erasedAt,
    SortedMap<String, Long> erased,
    SortedMap<String, Instant> remaining) {

  public ErasureReceipt {
    erased = new TreeMap<>(erased);
    remaining = new TreeMap<>(remaining);
  }

  public ErasureReceipt(
      UserKey user, Instant erasedAt, Map<String, Long> erased, Map<String, Instant> remaining) {
    this(user.value(), erasedAt, new TreeMap<>(erased), new TreeMap<>(remaining));
  }

  /**
   * SHA-256 of the receipt's lines in UTF-8, each ended by a line feed: {@code userKey KEY}, {@code
   * erasedAt TIME}, then {@code erased STORE COUNT} and {@code remaining COPY TIME} in the order of
   * their names. Times are ISO 8601 in UTC as {@link Instant} writes them.
   */
  public String sha256() {
    StringBuilder lines = new StringBuilder();
    lines.append("userKey ").append(userKey).append('\n');
    lines.append("erasedAt ").append(erasedAt).append('\n');
    erased.forEach(
        (store, count) -> lines.append("erased ").append(store + " " + count).append('\n'));
    remaining.forEach(
        (copy, until) -> lines.append("remaining ").append(copy + " " + until).append('\n'));
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
