package dev.tidemark.lab.bench;

/**
 * How long is measured: until both so many steps and so many seconds are over.
 *
 * @param warmUp steps before, which are not measured
 */
record Pace(int warmUp, int steps, int seconds) {
  static final Pace FULL = new Pace(3, 10, 8);

  /** Enough to see that everything works; its figures mean nothing. */
  static final Pace QUICK = new Pace(1, 2, 0);
}
