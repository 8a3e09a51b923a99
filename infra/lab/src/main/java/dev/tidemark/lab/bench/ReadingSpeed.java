package dev.tidemark.lab.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How long one core takes to read so many numbers, which it has just read before: a product of one
 * vector with a matrix takes no less. Measured by comparing two halves, which Java does with the
 * processor's widest instructions.
 */
final class ReadingSpeed {
  private static final int ROUNDS = 15;

  /** Bytes that are read in each round, so that the clock is no part of the figure. */
  private static final long ROUND = 1L << 27;

  private final Map<Integer, Double> millis = new HashMap<>();

  /** Milliseconds for so many numbers of four bytes, the best of a few rounds. */
  double millis(int numbers) {
    return millis.computeIfAbsent(numbers, this::measured);
  }

  private double measured(int numbers) {
    int half = Math.max(1, numbers / 2);
    int[] values = new int[2 * half];
    int times = (int) Math.max(1, ROUND / Integer.BYTES / values.length);
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < times; i++) {
        if (Arrays.mismatch(values, 0, half, values, half, 2 * half) >= 0) {
          throw new IllegalStateException("zeros are no longer alike");
        }
      }
      best = Math.min(best, (System.nanoTime() - begin) / 1e6 / times);
    }
    return best;
  }
}
