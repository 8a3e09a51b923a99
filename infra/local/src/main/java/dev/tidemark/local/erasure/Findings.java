package dev.tidemark.local.erasure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a check of an erasure came upon; grows while it looks. */
public final class Findings {
  private final List<Map<String, String>> found = new ArrayList<>();
  private final List<Map<String, String>> remaining = new ArrayList<>();
  private final Map<String, Long> checked = new TreeMap<>();
  private long since;

  /** Something that should not be there. */
  void found(String where, String what) {
    found.add(Map.of("where", where, "what", what));
  }

  /**
   * A copy that goes by itself, and should not be there only once its time has come.
   *
   * @param until as the receipt has it; empty = it says nothing of such copies
   */
  void copy(String where, Optional<Instant> until, Instant now) {
    if (until.isEmpty() || now.isAfter(until.get())) {
      found(where, "a copy that should be gone");
    } else {
      remaining.add(Map.of("where", where, "until", until.get().toString()));
    }
  }

  /** Looked through. */
  void checked(String kind, long count) {
    checked.merge(kind, count, Long::sum);
  }

  /** What the user did after the erasure, which may be there. */
  void since() {
    since++;
  }

  /** As it is told, by name. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("clean", found.isEmpty());
    members.put("found", found);
    members.put("remaining", remaining);
    members.put("since", since);
    members.put("checked", checked);
    return members;
  }
}
