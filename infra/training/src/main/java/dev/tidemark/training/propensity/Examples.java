package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.BgNbd;
import java.util.Arrays;
import java.util.List;

/**
 * What a head is fitted on or judged by: several cuts with what came after each.
 *
 * @param weights by the age of the cut
 * @param levels log-odds of each one's cut, less those of all
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
record Examples(double[][] inputs, boolean[] buys, double[] weights, double[] levels) {
  /** Days after which a cut counts half as much. */
  private static final double HALF_LIFE = 90;

  private static final double DAY = 86_400_000;

  static Examples of(List<Cut> cuts, List<Activity> activities, BgNbd rhythm, int days) {
    int size = cuts.stream().mapToInt(Cut::size).sum();
    long newest = cuts.stream().mapToLong(Cut::millis).max().orElse(0);
    double[][] inputs = new double[size][];
    boolean[] buys = new boolean[size];
    double[] weights = new double[size];
    double[] levels = new double[size];
    int next = 0;
    for (Cut cut : cuts) {
      System.arraycopy(cut.inputs(rhythm, days), 0, inputs, next, cut.size());
      boolean[] own = cut.buys(activities, days);
      System.arraycopy(own, 0, buys, next, cut.size());
      Arrays.fill(levels, next, next + cut.size(), level(own));
      double weight = Math.pow(0.5, (newest - cut.millis()) / DAY / HALF_LIFE);
      Arrays.fill(weights, next, next + cut.size(), weight);
      next += cut.size();
    }
    double all = level(buys);
    for (int i = 0; i < size; i++) {
      levels[i] -= all;
    }
    return new Examples(inputs, buys, weights, levels);
  }

  /** Log-odds of who buys; half a buyer and half another are added, so that they are finite. */
  private static double level(boolean[] buys) {
    double ones = 0.5;
    for (boolean one : buys) {
      ones += one ? 1 : 0;
    }
    return Math.log(ones / (buys.length + 1 - ones));
  }

  int size() {
    return buys.length;
  }

  long ones() {
    long ones = 0;
    for (boolean one : buys) {
      ones += one ? 1 : 0;
    }
    return ones;
  }

  double baseRate() {
    return (double) ones() / size();
  }
}
