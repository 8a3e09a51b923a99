package dev.tidemark.local.bench;

import java.util.Arrays;

/**
 * The ledger of a load: which lists were acknowledged, and how long after they were due.
 *
 * @param nanos by list; 0 = never acknowledged
 * @param duration nanoseconds from the begin to the last answer
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of figures, never compared
record Acknowledgements(long[] nanos, long duration) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  boolean has(int event) {
    return nanos[event / IngestPlan.LIST] > 0;
  }

  /** Events. */
  int count() {
    return IngestPlan.LIST * (int) Arrays.stream(nanos).filter(it -> it > 0).count();
  }

  /** Events that were sent and never acknowledged. */
  int missing() {
    return IngestPlan.LIST * nanos.length - count();
  }

  double eventsPerSecond() {
    return count() / (duration / NANOS_PER_SECOND);
  }

  /**
   * Milliseconds within which this share of the acknowledged events was; NaN where there is none.
   */
  double millis(double share) {
    long[] sorted = Arrays.stream(nanos).filter(it -> it > 0).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_PER_MILLI;
  }
}
