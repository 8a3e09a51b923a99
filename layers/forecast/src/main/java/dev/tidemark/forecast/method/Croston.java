package dev.tidemark.forecast.method;

/**
 * For items that many weeks pass without: the size of a sale and the weeks between sales are
 * smoothed apart (Croston 1972), without their bias (Syntetos and Boylan 2005).
 */
public record Croston() implements Method {
  @Override
  public String name() {
    return "croston";
  }

  @Override
  public double[] forecast(Known known) {
    return known.level(Smoothing.best(alpha -> run(known.sold(), alpha)).next());
  }

  private static Smoothing.Fit run(double[] sold, double alpha) {
    double error = 0;
    double size = Double.NaN;
    double gap = 0;
    int since = 1;
    for (double pieces : sold) {
      if (!Double.isNaN(size)) {
        double off = pieces - rate(alpha, size, gap);
        error += off * off;
      }
      if (pieces > 0) {
        boolean first = Double.isNaN(size);
        size = first ? pieces : size + alpha * (pieces - size);
        gap = first ? since : gap + alpha * (since - gap);
        since = 1;
      } else {
        since++;
      }
    }
    return new Smoothing.Fit(Double.isNaN(size) ? 0 : rate(alpha, size, gap), error);
  }

  private static double rate(double alpha, double size, double gap) {
    return (1 - alpha / 2) * size / gap;
  }
}
