package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Basis;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Inputs;
import dev.tidemark.propensity.Taste;

/**
 * Fits a head: a logistic regression with a ridge, on shoppers compared with others of the same
 * cut, so that no input stands for the season. Where it knows the rhythm of orders it corrects
 * BG/NBD, and the stronger the ridge, the more it is BG/NBD.
 */
record HeadRegression(Basis basis, double ridge) {
  private static final double CONSTANT = 1e-12;

  Head fit(Examples examples, int days) {
    int size = Inputs.names().size();
    int rhythm = size - 1;
    double[] means = new double[size];
    double[] deviations = new double[size];
    double[][] scaled = scaled(examples.inputs(), means, deviations);
    double[] offsets = examples.levels().clone();
    for (int i = 0; basis.correctsRhythm() && i < offsets.length; i++) {
      offsets[i] += examples.inputs()[i][rhythm];
    }
    double[] fitted = Logistic.fit(scaled, examples.buys(), examples.weights(), offsets, ridge);
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = fitted[i + 1] / deviations[i];
    }
    double bias = fitted[0];
    if (basis.correctsRhythm()) {
      weights[rhythm] += 1;
      bias += means[rhythm];
    }
    return new Head(days, Inputs.names(), means, weights, bias, Taste.NONE, examples.baseRate());
  }

  /** Less the mean, by the deviation; sets both. What is not weighed becomes 0. */
  private double[][] scaled(double[][] rows, double[] means, double[] deviations) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        means[i] += row[i] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / rows.length;
      }
    }
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = deviations[i] > CONSTANT ? Math.sqrt(deviations[i]) : 1;
    }
    double[][] scaled = new double[rows.length][means.length];
    for (int i = 0; i < means.length; i++) {
      if (isWeighed(i)) {
        for (int row = 0; row < rows.length; row++) {
          scaled[row][i] = (rows[row][i] - means[i]) / deviations[i];
        }
      }
    }
    return scaled;
  }

  /** BG/NBD alone is taken as it is. */
  private boolean isWeighed(int input) {
    return basis != Basis.BG_NBD && basis.reads(Inputs.names().get(input));
  }
}
