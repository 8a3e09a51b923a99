package dev.tidemark.local.aws.gateway;

import java.time.Duration;

/** Requests of one route, how long they took in steps of a tenth, and what they brought. */
final class RouteTraffic {
  private static final double STEP = 1.1;
  private static final double LEAST_MILLIS = 0.1;

  /** Reaches to a minute, twice as long as an answer may take. */
  private static final int STEPS = 140;

  private final long[] took = new long[STEPS];
  private long requests;
  private long failed;
  private long events;

  /**
   * @param accepted events that it brought
   */
  void add(Duration time, boolean hasFailed, long accepted) {
    double millis = time.toNanos() / 1e6;
    int step = (int) Math.ceil(Math.log(millis / LEAST_MILLIS) / Math.log(STEP));
    took[Math.max(0, Math.min(STEPS - 1, step))]++;
    requests++;
    failed += hasFailed ? 1 : 0;
    events += accepted;
  }

  void add(RouteTraffic other) {
    for (int i = 0; i < STEPS; i++) {
      took[i] += other.took[i];
    }
    requests += other.requests;
    failed += other.failed;
    events += other.events;
  }

  long events() {
    return events;
  }

  Traffic.Line line(String route) {
    return new Traffic.Line(route, requests, failed, quantile(0.5), quantile(0.99));
  }

  /** Milliseconds that this share of the requests did not exceed. */
  private double quantile(double share) {
    long wanted = (long) Math.ceil(share * requests);
    int step = 0;
    for (long seen = took[0]; seen < wanted; seen += took[step]) {
      step++;
    }
    return LEAST_MILLIS * Math.pow(STEP, step);
  }
}
