package dev.tidemark.forecast.method;

/**
 * Another method on weeks from which the calendar and promotions are taken out, and put in again in
 * the weeks to come.
 */
public record Calendar(Method method) implements Method {
  @Override
  public String name() {
    return method.name() + "+calendar";
  }

  @Override
  public double[] forecast(Known known) {
    double[] sold = known.sold().clone();
    for (int week = 0; week < sold.length; week++) {
      sold[week] /= known.factors()[week];
    }
    double[] mean = method.forecast(Known.plain(sold, known.weeks()));
    for (int week = 0; week < mean.length; week++) {
      mean[week] *= known.ahead()[week];
    }
    return mean;
  }
}
