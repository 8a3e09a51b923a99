package dev.tidemark.promote.port;

import java.time.Instant;

/** How a version of the serving function did. */
@FunctionalInterface
public interface CanaryMetrics {

  /** Both are 0 where nothing was measured. */
  record Counts(long invocations, long errors) {}

  Counts since(Instant begin, String functionVersion);
}
