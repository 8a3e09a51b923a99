package dev.tidemark.store.tables;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long and how often an operation is tried: exponential backoff with full jitter (a random part
 * of the delay, so that callers throttled together do not come back together), within a bounded
 * total time. Safe for use by several threads.
 *
 * @param total time after which nothing is tried again
 */
public record Backoff(Duration total, Clock clock, Sleeper sleeper, RandomGenerator random) {
  /** Leaves room for one last attempt, so that a caller has its answer within 5 seconds. */
  private static final Duration TOTAL = Duration.ofSeconds(3);

  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final int MAX_DOUBLINGS = 4;

  /** Waits; a test's one only pretends to. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** For a caller that waits for an answer: 3 seconds, then at most one attempt's time more. */
  public static Backoff interactive() {
    return ofTotal(TOTAL);
  }

  /** Real time and waiting; tries again until the total time is over. */
  public static Backoff ofTotal(Duration total) {
    // Secure, because any other generator would repeat its numbers after each restored snapshot.
    return new Backoff(
        total, Clock.systemUTC(), d -> Thread.sleep(d.toMillis()), new SecureRandom());
  }

  /** Begins an operation, whose total time runs from now. */
  public Attempts start() {
    return new Attempts(clock.instant().plus(total));
  }

  /** The attempts at one call; several calls may share one deadline. */
  public final class Attempts {
    private final Instant deadline;
    private int failures;

    private Attempts(Instant deadline) {
      this.deadline = deadline;
    }

    /** Attempts at the next call of the same operation: short delays again, the same deadline. */
    Attempts next() {
      return new Attempts(deadline);
    }

    boolean timeIsUp() {
      return !clock.instant().isBefore(deadline);
    }

    /** Waits after a failed attempt; false where there is no time left for another one. */
    boolean again() {
      long longest = FIRST_DELAY.toMillis() << Math.min(failures, MAX_DOUBLINGS);
      failures++;
      Duration delay = Duration.ofMillis(random.nextLong(longest + 1));
      if (!clock.instant().plus(delay).isBefore(deadline)) {
        return false;
      }
      try {
        sleeper.sleep(delay);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
