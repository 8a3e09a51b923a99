package dev.tidemark.forecast.method;

/** The recursion of exponential smoothing for given constants; states: level, trend, seasons. */
final class EtsRun {
  private final EtsShape shape;
  private final int seasons;
  private final double alpha;
  private final double beta;
  private final double phi;
  private final double gamma;

  EtsRun(EtsShape shape, double[] constants) {
    this.shape = shape;
    seasons = shape.hasTrend() ? 2 : 1;
    alpha = constants[0];
    beta = shape.hasTrend() ? alpha * constants[1] : 0;
    phi = shape.isDamped() ? constants[2] : 1;
    gamma = shape.season() > 0 ? (1 - alpha) * constants[constants.length - 1] : 0;
  }

  /**
   * What is off, one week ahead.
   *
   * @param states before the first week; afterwards those after the last one
   */
  double[] errors(double[] sold, double[] states) {
    double[] errors = new double[sold.length];
    for (int week = 0; week < sold.length; week++) {
      errors[week] = sold[week] - next(states, week);
      step(states, week, errors[week]);
    }
    return errors;
  }

  /** What is expected of a week. */
  double next(double[] states, int week) {
    double trend = shape.hasTrend() ? phi * states[1] : 0;
    double season = shape.season() > 0 ? states[seasons + week % shape.season()] : 0;
    return states[0] + trend + season;
  }

  void step(double[] states, int week, double error) {
    double trend = shape.hasTrend() ? phi * states[1] : 0;
    states[0] += trend + alpha * error;
    if (shape.hasTrend()) {
      states[1] = trend + beta * error;
    }
    if (shape.season() > 0) {
      states[seasons + week % shape.season()] += gamma * error;
    }
  }
}
