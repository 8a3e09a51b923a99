package dev.tidemark.local.bench;

/**
 * What is sent and what is killed meanwhile.
 *
 * @param rate events a second
 * @param seconds for which events are due
 * @param kills of the function's process; with any, DynamoDB Local is killed twice, too
 */
public record IngestPlan(int rate, int seconds, int kills) {
  /** Events in one request. */
  static final int LIST = 10;

  private static final long NANOS = 1_000_000_000L;

  int lists() {
    return (int) Math.max(1, (long) rate * seconds / LIST);
  }

  int events() {
    return lists() * LIST;
  }

  /** When a list is due, in nanoseconds after the begin. */
  long dueAfter(int list) {
    return list * NANOS * LIST / rate;
  }
}
