package dev.tidemark.lab.forecast;

import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.choose.Observations;
import dev.tidemark.forecast.choose.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * How far off one method is on the series of a level, over all origins. Its intervals come from how
 * far it was off before, as those of any other method.
 */
final class LevelScores {
  /** At which the pinball loss is taken. */
  private static final double[] PROBABILITIES = {0.025, 0.1, 0.5, 0.9, 0.975};

  private final double[][] sold;
  private final int horizon;
  private final int first;
  private final List<Said> said = new ArrayList<>();
  private final double[] errors;
  private final double[] pieces;
  private double scaled;
  private double scaledSquares;
  private int scales;
  private double covered80;
  private double covered95;
  private double pinball;
  private int weeks;

  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  private record Said(int origin, int series, double[] mean) {}

  /**
   * @param first origin that is scored; those before it only teach the intervals
   */
  LevelScores(double[][] sold, int horizon, int first) {
    this.sold = sold;
    this.horizon = horizon;
    this.first = first;
    int all = sold[0].length + 1;
    errors = new double[all];
    pieces = new double[all];
  }

  /**
   * @param means by series; null for one that is not forecast
   */
  void add(int origin, double[][] means) {
    if (origin >= first) {
      Observations seen = new Observations();
      said.removeIf(before -> before.origin() < origin - ShopForecast.ORIGINS);
      for (Said before : said) {
        seen.add(before.series(), before.mean(), sold[before.series()], before.origin(), origin);
      }
      Spread spread = Spread.of(seen, sold.length);
      for (int series = 0; series < means.length; series++) {
        if (means[series] != null) {
          score(origin, series, means[series], spread);
        }
      }
    }
    for (int series = 0; series < means.length; series++) {
      if (means[series] != null) {
        said.add(new Said(origin, series, means[series]));
      }
    }
  }

  private void score(int origin, int series, double[] mean, Spread spread) {
    double absolute = 0;
    double squares = 0;
    for (int week = 0; week < horizon; week++) {
      double came = sold[series][origin + week];
      double off = came - mean[week];
      absolute += Math.abs(off);
      squares += off * off;
      pieces[origin] += came;
      weeks++;
      covered80 += isWithin(came, series, mean[week], week + 1, spread, 0.1) ? 1 : 0;
      covered95 += isWithin(came, series, mean[week], week + 1, spread, 0.025) ? 1 : 0;
      for (double probability : PROBABILITIES) {
        double over = came - spread.quantile(series, mean[week], week + 1, probability);
        pinball += over * (probability - (over < 0 ? 1 : 0)) / PROBABILITIES.length;
      }
    }
    errors[origin] += absolute;
    double[] steps = steps(series, origin);
    if (steps[0] > 0) {
      scaled += absolute / horizon / steps[0];
      scaledSquares += Math.sqrt(squares / horizon / steps[1]);
      scales++;
    }
  }

  private static boolean isWithin(
      double came, int series, double mean, int ahead, Spread spread, double outside) {
    return came >= spread.quantile(series, mean, ahead, outside)
        && came <= spread.quantile(series, mean, ahead, 1 - outside);
  }

  /** Mean absolute and mean squared difference of neighbouring weeks before the origin. */
  private double[] steps(int series, int origin) {
    int begin = 0;
    while (begin < origin && sold[series][begin] == 0) {
      begin++;
    }
    double absolute = 0;
    double squares = 0;
    for (int week = begin + 1; week < origin; week++) {
      double step = sold[series][week] - sold[series][week - 1];
      absolute += Math.abs(step);
      squares += step * step;
    }
    int steps = Math.max(1, origin - begin - 1);
    return new double[] {absolute / steps, squares / steps};
  }

  /** Sum of the absolute errors, by origin. */
  double[] errors() {
    return errors.clone();
  }

  /** What was sold, by origin. */
  double[] pieces() {
    return pieces.clone();
  }

  double wape() {
    double off = 0;
    double all = 0;
    for (int origin = 0; origin < errors.length; origin++) {
      off += errors[origin];
      all += pieces[origin];
    }
    return all == 0 ? 0 : off / all;
  }

  double mase() {
    return scales == 0 ? 0 : scaled / scales;
  }

  double rmsse() {
    return scales == 0 ? 0 : scaledSquares / scales;
  }

  double coverage80() {
    return weeks == 0 ? 0 : covered80 / weeks;
  }

  double coverage95() {
    return weeks == 0 ? 0 : covered95 / weeks;
  }

  /** As a part of what was sold. */
  double pinball() {
    double all = 0;
    for (double sum : pieces) {
      all += sum;
    }
    return all == 0 ? 0 : pinball / all;
  }
}
