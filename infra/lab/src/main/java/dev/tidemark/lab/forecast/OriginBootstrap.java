package dev.tidemark.lab.forecast;

import dev.tidemark.lab.report.PairedBootstrap.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Moving-block bootstrap of the difference of two WAPE on the same weeks (Kuensch 1989). Origins
 * whose weeks overlap are drawn together, and all series of an origin, which good and bad weeks
 * move alike.
 */
final class OriginBootstrap {
  static final long SEED = 1;

  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE = 0.025;

  private OriginBootstrap() {}

  /**
   * @param first origin that was scored
   * @param block origins that overlap
   */
  static Interval difference(LevelScores a, LevelScores b, int first, int block) {
    double[] differences = a.errors();
    double[] others = b.errors();
    double[] pieces = a.pieces();
    int last = pieces.length - 1;
    while (last > first && pieces[last] == 0) {
      last--;
    }
    int origins = last - first + 1;
    int length = Math.min(block, origins);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] drawn = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double off = 0;
      double all = 0;
      for (int taken = 0; taken < origins; taken += length) {
        int begin = first + random.nextInt(origins - length + 1);
        for (int origin = begin; origin < begin + length; origin++) {
          off += differences[origin] - others[origin];
          all += pieces[origin];
        }
      }
      drawn[i] = all == 0 ? 0 : off / all;
    }
    Arrays.sort(drawn);
    return new Interval(
        a.wape() - b.wape(),
        drawn[(int) (RESAMPLES * OUTSIDE)],
        drawn[(int) (RESAMPLES * (1 - OUTSIDE)) - 1]);
  }
}
