package dev.tidemark.lab.report;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Percentile bootstrap of the mean difference of paired figures (Efron and Tibshirani 1993). */
public final class PairedBootstrap {
  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE = 0.025;

  private PairedBootstrap() {}

  /** The mean difference and its 95 % interval. */
  public record Interval(double mean, double low, double high) {}

  /**
   * @param a figures of one ranking
   * @param b figures of another one for the same held-out interactions, in the same order
   */
  public static Interval difference(double[] a, double[] b, long seed) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "figures of " + a.length + " and " + b.length + " interactions cannot be paired");
    }
    double[] differences = IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[r] = sum / differences.length;
    }
    Arrays.sort(means);
    return new Interval(
        Arrays.stream(differences).average().orElseThrow(),
        means[(int) (RESAMPLES * OUTSIDE)],
        means[(int) (RESAMPLES * (1 - OUTSIDE)) - 1]);
  }
}
