package dev.tidemark.store.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Copies of what users did that nobody can delete for one of them, and that go by themselves. */
public enum Copies {
  /** Of the tables, by DynamoDB. */
  POINT_IN_TIME_RECOVERY("pointInTimeRecovery", 35),
  /** Changes of a table, by DynamoDB. */
  TABLE_STREAM("tableStream", 1),
  /** What tells that the sessions of before a login were counted, under keys of their own. */
  SESSION_COUNTERS("countersOfSessions", 9),
  /** Messages that wait; what takes one in goes by the tombstone. */
  QUEUES("queues", 4),
  /** For training; whoever reads one goes by the list of whom was erased. */
  EXPORTS("exports", 7),
  /** Files as the shop sent them; whoever reads one again goes by the tombstone. */
  IMPORT_FILES("importFiles", 30),
  /** Recommendations for all users as they were before a line was taken out. */
  RECOMMENDATION_VERSIONS("recommendationVersions", 30);

  private final String title;
  private final int days;

  Copies(String title, int days) {
    this.title = title;
    this.days = days;
  }

  /** The name in a receipt. */
  public String title() {
    return title;
  }

  /** How long one is kept, as the template and AWS have it. */
  public int days() {
    return days;
  }

  /** When all are gone that there are now. A day more, since S3 and DynamoDB delete once a day. */
  public static Map<String, Instant> gone(Instant now) {
    Map<String, Instant> all = new TreeMap<>();
    for (Copies copy : values()) {
      all.put(copy.title, now.plus(Duration.ofDays(copy.days + 1L)));
    }
    return all;
  }
}
