package dev.tidemark.insight;

import dev.tidemark.lambda.ProblemException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** How much a request may read, in touches and in time. Safe for use by several threads. */
final class Allowance {
  private static final int TOUCHES = 3_000_000;

  /** What counting and answering take. */
  private static final int MILLIS = 3_000;

  /** Touches after which the time is looked at. */
  private static final int STEP = 1_000;

  private final AtomicInteger taken = new AtomicInteger();
  private final IntSupplier millisLeft;

  Allowance(IntSupplier millisLeft) {
    this.millisLeft = millisLeft;
  }

  /**
   * To be called for each touch.
   *
   * @throws ProblemException where there were too many, or time is up
   */
  void take() {
    int count = taken.incrementAndGet();
    if (count > TOUCHES) {
      throw new ProblemException(
          400,
          String.format("from: more than %,d events came in this time; give a later one", TOUCHES),
          Map.of("field", "from"));
    }
    if (count % STEP == 0 && millisLeft.getAsInt() < MILLIS) {
      throw new ProblemException(503, "There is no time to count so many days; ask for fewer");
    }
  }
}
