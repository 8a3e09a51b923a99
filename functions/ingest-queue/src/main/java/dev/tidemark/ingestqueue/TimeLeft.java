package dev.tidemark.ingestqueue;

import java.util.function.IntSupplier;

/** The time until Lambda ends the invocation. */
record TimeLeft(IntSupplier millis) {
  /** Enough to store one batch, with all retries, and to answer. */
  private static final int RESERVE_MILLIS = 20_000;

  /**
   * @throws UnfinishedException where it is not enough for another step
   */
  void check() {
    if (millis.getAsInt() < RESERVE_MILLIS) {
      throw new UnfinishedException("time is up");
    }
  }
}
