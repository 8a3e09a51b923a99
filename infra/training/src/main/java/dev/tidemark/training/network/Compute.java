package dev.tidemark.training.network;

/**
 * How a machine trains.
 *
 * @param towers shares of a batch worked on at the same time, one a core
 * @param precision of matrix products
 */
public record Compute(int towers, Precision precision) {
  private static final int MOST_TOWERS = 8;

  /** All cores of this machine, as far as a batch can be shared out usefully. */
  public static Compute ofThisMachine(Precision precision) {
    return new Compute(
        Math.min(MOST_TOWERS, Runtime.getRuntime().availableProcessors()), precision);
  }
}
