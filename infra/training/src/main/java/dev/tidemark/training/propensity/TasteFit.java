package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Taste;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Fits what the network's state adds to a head, and takes it only where it helps on later cuts: the
 * network has learnt from what came after them, so it looks a little better there than it is.
 */
record TasteFit(List<Activity> activities, BgNbd rhythm, States states) {
  private static final int AXES = 8;
  private static final double RIDGE = 100;

  /** Cuts whose states are asked for, one a window, so that no purchase is told twice. */
  private static final int MOST_CUTS = 4;

  private static final int MOST_SHOPPERS = 2000;
  private static final int FEWEST = 100;

  /** Standard errors that the gain must exceed. */
  private static final double SURE = 2;

  private static final long DAY = 86_400_000;

  /** Log-odds of the head, state and truth of some shoppers at some cuts. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
  private record Seen(List<float[]> states, double[] logOdds, boolean[] buys) {}

  /**
   * @param judged head that was fitted on the earlier cuts alone
   * @param head fitted on all cuts
   */
  Taste of(List<Cut> earlier, List<Cut> later, Head judged, Head head) {
    Seen before = seen(apart(earlier, head.days()), judged);
    Seen after = seen(apart(later, head.days()), judged);
    if (before.buys.length < FEWEST || after.buys.length < FEWEST) {
      return Taste.NONE;
    }
    Taste tried = fit(before, axes(before.states));
    double[] corrected = corrected(after, tried);
    double[] gains = new double[corrected.length];
    double shift = Logistic.shift(after.logOdds, after.buys);
    double shifted = Logistic.shift(corrected, after.buys);
    for (int i = 0; i < gains.length; i++) {
      boolean[] truth = {after.buys[i]};
      gains[i] =
          Scores.logLoss(new double[] {after.logOdds[i]}, truth, shift)
              - Scores.logLoss(new double[] {corrected[i]}, truth, shifted);
    }
    double mean = Arrays.stream(gains).average().orElseThrow();
    double squares = Arrays.stream(gains).map(it -> (it - mean) * (it - mean)).sum();
    double error = Math.sqrt(squares / gains.length / gains.length);
    return mean > SURE * error ? tried : Taste.NONE;
  }

  private List<Cut> apart(List<Cut> cuts, int days) {
    List<Cut> some = new ArrayList<>();
    long next = Long.MAX_VALUE;
    for (int i = cuts.size() - 1; i >= 0 && some.size() < MOST_CUTS; i--) {
      if (cuts.get(i).millis() <= next) {
        some.add(cuts.get(i));
        next = cuts.get(i).millis() - days * DAY;
      }
    }
    return some;
  }

  private Seen seen(List<Cut> cuts, Head head) {
    List<float[]> found = new ArrayList<>();
    List<Double> odds = new ArrayList<>();
    List<Boolean> truth = new ArrayList<>();
    for (Cut cut : cuts) {
      int every = 1 + cut.size() / MOST_SHOPPERS;
      double[][] inputs = cut.inputs(rhythm, head.days());
      boolean[] buys = cut.buys(activities, head.days());
      int[] some = new int[(cut.size() + every - 1) / every];
      for (int i = 0; i < some.length; i++) {
        some[i] = cut.shoppers()[i * every];
      }
      List<float[]> own = states.at(cut.millis(), some);
      for (int i = 0; i < some.length; i++) {
        if (own.get(i).length > 0) {
          found.add(own.get(i));
          odds.add(head.logOdds(inputs[i * every]));
          truth.add(buys[i * every]);
        }
      }
    }
    boolean[] buys = new boolean[truth.size()];
    for (int i = 0; i < buys.length; i++) {
      buys[i] = truth.get(i);
    }
    return new Seen(found, odds.stream().mapToDouble(it -> it).toArray(), buys);
  }

  private static Taste fit(Seen seen, Taste axes) {
    double[][] rows = new double[seen.states.size()][axes.weights().length];
    for (int row = 0; row < rows.length; row++) {
      for (int axis = 0; axis < rows[row].length; axis++) {
        rows[row][axis] = axes.along(seen.states.get(row), axis);
      }
    }
    double[] same = new double[rows.length];
    Arrays.fill(same, 1);
    double[] fitted = Logistic.fit(rows, seen.buys, same, seen.logOdds, RIDGE);
    return axes.with(Arrays.copyOfRange(fitted, 1, fitted.length));
  }

  private static double[] corrected(Seen seen, Taste taste) {
    double[] corrected = seen.logOdds.clone();
    for (int i = 0; i < corrected.length; i++) {
      corrected[i] += taste.correction(seen.states.get(i));
    }
    return corrected;
  }

  /** The axes along which states differ most, without weights yet. */
  private static Taste axes(List<float[]> states) {
    int dimension = states.get(0).length;
    float[] centre = new float[dimension];
    for (float[] state : states) {
      for (int i = 0; i < dimension; i++) {
        centre[i] += state[i] / states.size();
      }
    }
    double[][] products = new double[dimension][dimension];
    for (float[] state : states) {
      for (int i = 0; i < dimension; i++) {
        double one = state[i] - centre[i];
        for (int j = 0; j <= i; j++) {
          products[i][j] += one * (state[j] - centre[j]) / states.size();
          products[j][i] = products[i][j];
        }
      }
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(products, false));
    List<float[]> axes = new ArrayList<>();
    for (int axis = 0; axis < Math.min(AXES, dimension); axis++) {
      double deviation = Math.sqrt(Math.max(1e-12, eigen.getEigenvalue(axis)));
      double[] vector = eigen.getEigenvector(axis).toArray();
      float[] direction = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        direction[i] = (float) (vector[i] / deviation);
      }
      axes.add(direction);
    }
    return new Taste(centre, axes, new double[axes.size()]);
  }
}
