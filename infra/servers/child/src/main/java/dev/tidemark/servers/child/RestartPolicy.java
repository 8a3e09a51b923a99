package dev.tidemark.servers.child;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before something that ended by itself is started again: longer each time, and
 * not at all at the third end within five minutes, since what ends that often does not only have
 * bad luck.
 */
final class RestartPolicy {
  /** Time enough to learn that the whole run ends, as where a terminal interrupts all of it. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(300);

  static final String TOO_OFTEN = "the third time within five minutes";

  private static final List<Duration> PAUSES = List.of(FIRST_PAUSE, Duration.ofSeconds(1));
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Deque<Long> ends = new ArrayDeque<>();

  /**
   * @param nanos when it ended, see {@link System#nanoTime}
   * @return empty where it is not to be started again
   */
  Optional<Duration> pauseAfterEnd(long nanos) {
    ends.removeIf(end -> nanos - end > WINDOW.toNanos());
    ends.add(nanos);
    return ends.size() > PAUSES.size()
        ? Optional.empty()
        : Optional.of(PAUSES.get(ends.size() - 1));
  }
}
