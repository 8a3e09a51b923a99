package dev.tidemark.plan;

import java.time.Instant;

/** An execution of the state machine that is not over. */
record RunningExecution(Instant startedAt, String arn) {

  /**
   * Whether the other one goes first. Only the younger of two gives way, so that of several which
   * are started together one trains.
   */
  boolean isAfter(RunningExecution other) {
    int order = startedAt.compareTo(other.startedAt);
    return !arn.equals(other.arn) && (order > 0 || (order == 0 && arn.compareTo(other.arn) > 0));
  }
}
