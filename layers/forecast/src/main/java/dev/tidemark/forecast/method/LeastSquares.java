package dev.tidemark.forecast.method;

/** Linear least squares by the normal equations and Cholesky's factors. */
public final class LeastSquares {
  /** Part of a column's own square that is added, so that equal columns share what they explain. */
  private static final double RIDGE = 1e-9;

  private LeastSquares() {}

  /**
   * The weights by which the columns add up to the target as nearly as can be.
   *
   * @param columns each as long as the target
   */
  public static double[] solve(double[][] columns, double[] target) {
    return solve(columns, target, new double[columns.length]);
  }

  /**
   * The same, with weights drawn to zero (ridge regression).
   *
   * @param ridge how strongly, for each column, beside the sum of its squares
   */
  public static double[] solve(double[][] columns, double[] target, double[] ridge) {
    int size = columns.length;
    double[][] factor = new double[size][size];
    double[] right = new double[size];
    for (int row = 0; row < size; row++) {
      right[row] = product(columns[row], target);
      for (int column = 0; column <= row; column++) {
        factor[row][column] = product(columns[row], columns[column]);
      }
      factor[row][row] += RIDGE * factor[row][row] + ridge[row] + Double.MIN_NORMAL;
    }
    decompose(factor);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        right[row] -= factor[row][column] * right[column];
      }
      right[row] /= factor[row][row];
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int below = row + 1; below < size; below++) {
        right[row] -= factor[below][row] * right[below];
      }
      right[row] /= factor[row][row];
    }
    return right;
  }

  private static void decompose(double[][] factor) {
    for (int row = 0; row < factor.length; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = factor[row][column];
        for (int i = 0; i < column; i++) {
          sum -= factor[row][i] * factor[column][i];
        }
        factor[row][column] =
            row == column
                ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL))
                : sum / factor[column][column];
      }
    }
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
