package dev.tidemark.lab.propensity;

import dev.tidemark.lab.report.PropensityReport.Difference;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * By how much the AUC of one model is above another's, with a percentile interval that draws whole
 * shoppers, since what is said of one at several cuts is hardly news.
 */
final class ClusteredBootstrap {
  private static final int RESAMPLES = 1000;
  private static final double OUTSIDE = 0.025;

  private final List<Integer> shoppers;
  private final boolean[] truth;
  private final int most;

  ClusteredBootstrap(List<Integer> shoppers, boolean[] truth) {
    this.shoppers = shoppers;
    this.truth = truth;
    most = shoppers.stream().mapToInt(it -> it).max().orElse(0) + 1;
  }

  Difference auc(double[] one, double[] other, long seed) {
    int[] oneOrder = order(one);
    int[] otherOrder = order(other);
    int[] asked = shoppers.stream().distinct().mapToInt(it -> it).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    int[] times = new int[most];
    Arrays.fill(times, 1);
    double difference = auc(one, oneOrder, times) - auc(other, otherOrder, times);
    double[] drawn = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < asked.length; draw++) {
        times[asked[random.nextInt(asked.length)]]++;
      }
      drawn[i] = auc(one, oneOrder, times) - auc(other, otherOrder, times);
    }
    Arrays.sort(drawn);
    return new Difference(
        difference,
        drawn[(int) (RESAMPLES * OUTSIDE)],
        drawn[(int) (RESAMPLES * (1 - OUTSIDE)) - 1]);
  }

  private static int[] order(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scores[i]))
        .mapToInt(it -> it)
        .toArray();
  }

  /** Each answer counts as often as its shopper was drawn; ties count half. */
  private double auc(double[] scores, int[] order, int[] times) {
    double ones = 0;
    double zeros = 0;
    double wins = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      double tiedOnes = 0;
      double tiedZeros = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        int count = times[shoppers.get(order[to])];
        if (truth[order[to]]) {
          tiedOnes += count;
        } else {
          tiedZeros += count;
        }
        to++;
      }
      wins += tiedOnes * (zeros + tiedZeros / 2);
      ones += tiedOnes;
      zeros += tiedZeros;
      from = to;
    }
    return ones == 0 || zeros == 0 ? 0.5 : wins / ones / zeros;
  }
}
