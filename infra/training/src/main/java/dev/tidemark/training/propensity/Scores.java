package dev.tidemark.training.propensity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How good probabilities are.
 *
 * @param count of them
 * @param baseRate share that came true
 * @param auc how often one that came true was higher than one that did not, a tie counting half;
 *     0.5 where all or none did
 * @param brier mean squared error; always saying the base rate has {@link #baseBrier}
 */
public record Scores(int count, double baseRate, double auc, double brier) {

  public static Scores of(double[] probabilities, boolean[] truth) {
    int count = truth.length;
    long ones = IntStream.range(0, count).filter(i -> truth[i]).count();
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double error = probabilities[i] - (truth[i] ? 1 : 0);
      squares += error * error;
    }
    return new Scores(count, (double) ones / count, auc(probabilities, truth), squares / count);
  }

  /** Of the base rate alone. */
  public double baseBrier() {
    return baseRate * (1 - baseRate);
  }

  /** By the ranks of those that came true (Mann and Whitney 1947). */
  public static double auc(double[] scores, boolean[] truth) {
    double[] ones = of(scores, truth, true);
    double[] zeros = of(scores, truth, false);
    if (ones.length == 0 || zeros.length == 0) {
      return 0.5;
    }
    double wins = 0;
    int below = 0;
    int upTo = 0;
    for (double one : ones) {
      while (below < zeros.length && zeros[below] < one) {
        below++;
      }
      while (upTo < zeros.length && zeros[upTo] <= one) {
        upTo++;
      }
      wins += (below + upTo) / 2.0;
    }
    return wins / ones.length / zeros.length;
  }

  private static double[] of(double[] scores, boolean[] truth, boolean wanted) {
    double[] some =
        IntStream.range(0, scores.length)
            .filter(i -> truth[i] == wanted)
            .mapToDouble(i -> scores[i])
            .toArray();
    Arrays.sort(some);
    return some;
  }

  static double logLoss(double[] logOdds, boolean[] truth, double shift) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double signed = (truth[i] ? 1 : -1) * (logOdds[i] + shift);
      sum += signed < -30 ? -signed : Math.log1p(Math.exp(-signed));
    }
    return sum / truth.length;
  }
}
