package dev.tidemark.forecast.method;

/** The mean of the last weeks, as many as would have been best so far. */
public record MovingAverage() implements Method {
  private static final int[] WINDOWS = {2, 4, 8, 13, 26, 52};

  @Override
  public String name() {
    return "moving-average";
  }

  @Override
  public double[] forecast(Known known) {
    double[] sold = known.sold();
    double best = Double.POSITIVE_INFINITY;
    double mean = mean(sold, sold.length, WINDOWS[0]);
    for (int window : WINDOWS) {
      double error = error(sold, window);
      if (window < sold.length && error < best) {
        best = error;
        mean = mean(sold, sold.length, window);
      }
    }
    return known.level(mean);
  }

  /** Of the next week, on the second half of the weeks, which all windows are judged by. */
  private static double error(double[] sold, int window) {
    double error = 0;
    for (int week = Math.max(1, sold.length / 2); week < sold.length; week++) {
      error += Math.abs(sold[week] - mean(sold, week, window));
    }
    return error;
  }

  private static double mean(double[] sold, int end, int window) {
    int begin = Math.max(0, end - window);
    double sum = 0;
    for (int week = begin; week < end; week++) {
      sum += sold[week];
    }
    return sum / (end - begin);
  }
}
