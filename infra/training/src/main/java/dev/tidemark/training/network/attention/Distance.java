package dev.tidemark.training.network.attention;

/**
 * How many interactions lie between one and the moment asked about, in buckets: exact up to seven,
 * then by powers of two. The start token has a bucket of its own.
 */
public final class Distance {
  private static final int EXACT = 8;
  private static final int LAST = 15;

  /** The bucket of the start token. */
  public static final int START = LAST + 1;

  static final int BUCKETS = START + 1;

  private Distance() {}

  /**
   * @param distance 0 = the newest interaction
   */
  public static int bucket(int distance) {
    if (distance < EXACT) {
      return distance;
    }
    int doublings = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(distance / EXACT);
    return Math.min(LAST, EXACT + doublings);
  }

  /**
   * Buckets of the memory's first slots seen from a position of the window. Slots after the
   * position get the bucket of the newest; they are hidden by other means.
   *
   * @param older slots before the window
   */
  static int[] of(int position, int older, int slots) {
    int[] buckets = new int[slots];
    for (int slot = 0; slot < slots; slot++) {
      int distance = older + position - slot - (slot < older ? 1 : 0);
      buckets[slot] = slot == older ? START : bucket(Math.max(0, distance));
    }
    return buckets;
  }
}
