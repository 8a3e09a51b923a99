package dev.tidemark.local.run;

import dev.tidemark.local.data.DataSize;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How long a training will take, before its first step could tell.
 *
 * @param eventsPerSecond that are learnt from
 * @param seconds until the model serves
 */
record TrainingEstimate(double eventsPerSecond, long seconds) {
  /** Multiplications that are one with an addition, of which one core does so many in training. */
  private static final double OPERATIONS_PER_EVENT = 270_000;

  /** As many items double the work that an event takes. */
  private static final double ITEMS_THAT_DOUBLE = 23_000;

  /** Export, reading, evaluation, promotion: beginning and end, in operations of a core. */
  private static final double OPERATIONS_AROUND = 20e9;

  private static final int OPERATIONS = 4_000_000;
  private static final int TRIES = 5;

  /**
   * From how fast this machine is right now, busy as it is.
   *
   * @param nanos a clock, see {@link System#nanoTime}
   */
  static TrainingEstimate of(TrainingSetting setting, DataSize size, LongSupplier nanos) {
    return of(setting, size, Runtime.getRuntime().availableProcessors() * speed(nanos));
  }

  /**
   * @param speed in operations a second, of all cores
   */
  static TrainingEstimate of(TrainingSetting setting, DataSize size, double speed) {
    double rate =
        speed / (OPERATIONS_PER_EVENT * setting.cost() * (1 + size.items() / ITEMS_THAT_DOUBLE));
    double seconds = OPERATIONS_AROUND / speed + size.events() * setting.epochs() / rate;
    return new TrainingEstimate(rate, Math.round(seconds));
  }

  /** At least one. */
  long minutes() {
    return Math.max(1, Math.round(seconds / 60.0));
  }

  /** Of one core, the median of a few tries. */
  private static double speed(LongSupplier nanos) {
    float[] values = new float[1024];
    Arrays.fill(values, 1.0001f);
    long[] times = new long[TRIES];
    float sum = 0;
    for (int i = 0; i < TRIES; i++) {
      long begin = nanos.getAsLong();
      sum += products(values);
      times[i] = nanos.getAsLong() - begin;
    }
    Arrays.sort(times);
    // The sum is looked at, so that nobody takes the work for useless.
    return sum > 0 ? OPERATIONS * 1e9 / Math.max(1, times[TRIES / 2]) : Double.NaN;
  }

  private static float products(float[] values) {
    float sum = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      sum += values[i & 1023] * values[(i + 7) & 1023];
    }
    return sum;
  }
}
