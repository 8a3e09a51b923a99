package dev.tidemark.forecast.method;

import java.util.Arrays;

/**
 * One model of exponential smoothing with additive errors, fitted. For given constants the errors
 * are linear in the first level and trend, so these are the least-squares ones, exactly; only the
 * constants are searched for. The first seasons are the means around the moving year.
 *
 * @param constants alpha, then beta* where there is a trend, phi where it is damped, gamma where
 *     there is a season
 * @param initial level, trend and seasons before the first week
 * @param states the same after the last one
 * @param squares sum of the squared errors of one week ahead
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record EtsModel(
    EtsShape shape,
    double[] constants,
    double[] initial,
    double[] states,
    double squares,
    int weeks) {

  static EtsModel fit(double[] sold, EtsShape shape) {
    double[] constants =
        PatternSearch.minimum(shape.constants(), at -> at(sold, shape, at).squares());
    return at(sold, shape, constants);
  }

  /** The model with these constants and the first level and trend that fit best. */
  static EtsModel at(double[] sold, EtsShape shape, double[] constants) {
    EtsRun run = new EtsRun(shape, constants);
    double[] initial = new double[shape.states()];
    double[] seasons = Seasons.of(sold, shape.season());
    int begin = initial.length - seasons.length;
    double[][] columns = new double[begin][];
    double[] nothing = new double[sold.length];
    for (int state = 0; state < begin; state++) {
      double[] unit = new double[initial.length];
      unit[state] = -1;
      columns[state] = run.errors(nothing, unit);
    }
    System.arraycopy(seasons, 0, initial, begin, seasons.length);
    double[] fitted = LeastSquares.solve(columns, run.errors(sold, initial.clone()));
    System.arraycopy(fitted, 0, initial, 0, begin);
    double[] states = initial.clone();
    double squares = 0;
    for (double error : run.errors(sold, states)) {
      squares += error * error;
    }
    return new EtsModel(shape, constants, initial, states, squares, sold.length);
  }

  /** Akaike's criterion with the correction for few weeks, up to a constant of the series. */
  double aicc() {
    int k = shape.parameters();
    double left = weeks - k - 1.0;
    if (left <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    return weeks * Math.log(Math.max(squares, Double.MIN_NORMAL)) + 2 * k + 2 * k * (k + 1) / left;
  }

  double[] forecast(int ahead) {
    double[] mean = new double[ahead];
    double[] now = Arrays.copyOf(states, states.length);
    EtsRun run = new EtsRun(shape, constants);
    for (int week = 0; week < ahead; week++) {
      mean[week] = run.next(now, weeks + week);
      run.step(now, weeks + week, 0);
    }
    return mean;
  }
}
