package dev.tidemark.forecast.method;

/**
 * Half the trend of all weeks on top of exponential smoothing: the theta method as Hyndman and
 * Billah (2003) simplify it.
 */
public record Theta() implements Method {
  @Override
  public String name() {
    return "theta";
  }

  @Override
  public double[] forecast(Known known) {
    double[] sold = known.sold();
    EtsModel level = EtsModel.fit(sold, EtsShape.LEVEL);
    double alpha = level.constants()[0];
    double begun = (1 - Math.pow(1 - alpha, sold.length)) / alpha;
    double half = slope(sold) / 2;
    double[] mean = level.forecast(known.weeks());
    for (int week = 0; week < mean.length; week++) {
      mean[week] = Math.max(0, mean[week] + half * (week + begun));
    }
    return mean;
  }

  private static double slope(double[] sold) {
    double middle = (sold.length - 1) / 2.0;
    double together = 0;
    double squares = 0;
    for (int week = 0; week < sold.length; week++) {
      together += (week - middle) * sold[week];
      squares += (week - middle) * (week - middle);
    }
    return squares == 0 ? 0 : together / squares;
  }
}
