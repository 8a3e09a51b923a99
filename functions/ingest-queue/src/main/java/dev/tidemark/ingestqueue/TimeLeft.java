package dev.tidemark.ingestqueue;

import java.util.function.IntSupplier;

/** The time until Lambda ends the invocation. */
record TimeLeft(IntSupplier millis) {
  /** Enough to store one batch, with all retries, and to answer. */
  private static final int RESERVE_MILLIS = 20_000;

  /** Enough to answer. */
  private static final int LAST_MILLIS = 5_000;

  /** Whether it is enough for another step. */
  boolean isEnough() {
    return millis.getAsInt() >= RESERVE_MILLIS;
  }

  /**
   * @throws UnfinishedException where it is not enough for another step
   */
  void check() {
    if (!isEnough()) {
      throw timeIsUp();
    }
  }

  /**
   * For a step that takes longer than any should, such as a line of gigabytes.
   *
   * @throws UnfinishedException where there is hardly time to answer
   */
  void checkWithinALine() {
    if (millis.getAsInt() < LAST_MILLIS) {
      throw timeIsUp();
    }
  }

  private static UnfinishedException timeIsUp() {
    return new UnfinishedException("time is up");
  }
}
