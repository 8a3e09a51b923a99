package dev.tidemark.lab.classic;

import com.carrotsearch.hppc.sorting.IndirectSort;
import java.util.stream.IntStream;

/**
 * How well scores tell label 1 from label 0.
 *
 * @param accuracy share of right answers, where a score of 0.5 or more says 1
 * @param baseRate accuracy of always giving the more frequent label
 * @param precision share of label 1 among the answers 1; 0 where no answer is 1
 * @param recall share of the answer 1 among label 1
 * @param f1 harmonic mean of precision and recall; 0 where both are 0
 * @param auc area under the ROC curve: how often a random 1 scores higher than a random 0, a tie
 *     counting half (Mann and Whitney 1947)
 * @param prAuc average precision: the precision at each distinct score, weighted by the recall that
 *     it adds
 */
public record BinaryMetrics(
    double accuracy,
    double baseRate,
    double precision,
    double recall,
    double f1,
    double auc,
    double prAuc) {
  private static final float THRESHOLD = 0.5f;

  /** Whether a score says 1 where the label is 1, or 0 where it is 0. */
  static boolean isRight(float score, float label) {
    return score >= THRESHOLD == label >= THRESHOLD;
  }

  /**
   * @param labels 0 or 1, in the order of the scores; both occur
   */
  public static BinaryMetrics of(float[] scores, float[] labels) {
    int count = scores.length;
    long ones = IntStream.range(0, count).filter(i -> labels[i] >= THRESHOLD).count();
    long zeros = count - ones;
    if (ones == 0 || zeros == 0) {
      throw new IllegalArgumentException(
          "labels: " + ones + " of " + count + " are 1; give examples of both labels");
    }
    long right = IntStream.range(0, count).filter(i -> isRight(scores[i], labels[i])).count();
    long answered = IntStream.range(0, count).filter(i -> scores[i] >= THRESHOLD).count();
    long hits =
        IntStream.range(0, count)
            .filter(i -> scores[i] >= THRESHOLD && labels[i] >= THRESHOLD)
            .count();
    // The threshold falls from score to score, tied ones at once. Pairs of a 1 and a 0 that the 1
    // wins are counted; ties count half.
    int[] order = IndirectSort.mergesort(0, count, (a, b) -> Float.compare(scores[b], scores[a]));
    double wins = 0;
    double averagePrecision = 0;
    long onesBefore = 0;
    int from = 0;
    while (from < count) {
      int to = from;
      long tied = 0;
      while (to < count && scores[order[to]] == scores[order[from]]) {
        tied += labels[order[to++]] >= THRESHOLD ? 1 : 0;
      }
      wins += (to - from - tied) * (onesBefore + tied / 2.0);
      onesBefore += tied;
      averagePrecision += (double) tied / ones * onesBefore / to;
      from = to;
    }
    return new BinaryMetrics(
        (double) right / count,
        (double) Math.max(ones, zeros) / count,
        answered == 0 ? 0 : (double) hits / answered,
        (double) hits / ones,
        2.0 * hits / (answered + ones),
        wins / ((double) ones * zeros),
        averagePrecision);
  }
}
