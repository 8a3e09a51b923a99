package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Head;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposer;

/** Logistic regression with a ridge, by Newton's method. */
final class Logistic {
  private static final int MOST_STEPS = 30;

  /** A step of Newton's squares the error, so that the next one would change nothing. */
  private static final double CLOSE = 1e-4;

  private static final double LEAST_CURVATURE = 1e-9;

  private Logistic() {}

  /**
   * @param rows inputs of each example, about as large as one another
   * @param buys what is to be told
   * @param weights how much each example counts
   * @param offsets log-odds that are there without the inputs
   * @param ridge on all weights but the bias
   * @return the bias, then a weight for each input
   */
  static double[] fit(
      double[][] rows, boolean[] buys, double[] weights, double[] offsets, double ridge) {
    int size = rows[0].length + 1;
    double[] found = new double[size];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = new double[size];
      double[][] curvature = new double[size][size];
      for (int i = 1; i < size; i++) {
        gradient[i] = ridge * found[i];
        curvature[i][i] = ridge;
      }
      for (int row = 0; row < rows.length; row++) {
        addTo(gradient, curvature, rows[row], weights[row], buys[row], offsets[row], found);
      }
      for (int i = 0; i < size; i++) {
        curvature[i][i] += LEAST_CURVATURE;
        for (int j = 0; j < i; j++) {
          curvature[j][i] = curvature[i][j];
        }
      }
      double[] move =
          new CholeskyDecomposer(LEAST_CURVATURE, 0)
              .decompose(new Array2DRowRealMatrix(curvature, false))
              .solve(new ArrayRealVector(gradient, false))
              .toArray();
      for (int i = 0; i < size; i++) {
        found[i] -= move[i];
      }
      if (Arrays.stream(move).allMatch(it -> Math.abs(it) < CLOSE)) {
        return found;
      }
    }
    return found;
  }

  private static void addTo(
      double[] gradient,
      double[][] curvature,
      double[] row,
      double weight,
      boolean buys,
      double offset,
      double[] found) {
    double logOdds = offset + found[0];
    for (int i = 0; i < row.length; i++) {
      logOdds += found[i + 1] * row[i];
    }
    double probability = Head.probability(logOdds);
    double error = weight * (probability - (buys ? 1 : 0));
    double bend = weight * probability * (1 - probability);
    gradient[0] += error;
    curvature[0][0] += bend;
    for (int i = 0; i < row.length; i++) {
      gradient[i + 1] += error * row[i];
      double bent = bend * row[i];
      double[] line = curvature[i + 1];
      line[0] += bent;
      for (int j = 0; j <= i; j++) {
        line[j + 1] += bent * row[j];
      }
    }
  }

  /** The log-odds to add to all, so that on the whole as many buy as did. */
  static double shift(double[] logOdds, boolean[] buys) {
    double[] same = new double[buys.length];
    Arrays.fill(same, 1);
    return fit(new double[buys.length][0], buys, same, logOdds, 0)[0];
  }
}
