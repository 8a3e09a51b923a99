package dev.tidemark.forecast.method;

/**
 * For items that may have gone out of use: how likely a week has a sale is smoothed every week, its
 * size where there is one (Teunter, Syntetos and Babai 2011).
 */
public record Tsb() implements Method {
  private static final double[] SIZES = {0.05, 0.1, 0.2, 0.3};

  @Override
  public String name() {
    return "tsb";
  }

  @Override
  public double[] forecast(Known known) {
    Smoothing.Fit best = new Smoothing.Fit(0, Double.POSITIVE_INFINITY);
    for (double ofSize : SIZES) {
      best = best.orBetter(Smoothing.best(alpha -> run(known.sold(), alpha, ofSize)));
    }
    return known.level(best.next());
  }

  private static Smoothing.Fit run(double[] sold, double alpha, double ofSize) {
    double chance = 0;
    double size = 0;
    int weeks = 0;
    for (double pieces : sold) {
      if (pieces > 0) {
        chance++;
        size += pieces;
      }
      weeks++;
    }
    size = chance == 0 ? 0 : size / chance;
    chance /= weeks;
    double error = 0;
    for (double pieces : sold) {
      double off = pieces - chance * size;
      error += off * off;
      if (pieces > 0) {
        size += ofSize * (pieces - size);
      }
      chance += alpha * ((pieces > 0 ? 1 : 0) - chance);
    }
    return new Smoothing.Fit(chance * size, error);
  }
}
