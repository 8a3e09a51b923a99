package dev.tidemark.forecast.choose;

import java.util.ArrayList;
import java.util.List;

/**
 * How far off forecasts of one level are, learnt from those of earlier origins (a conformal
 * prediction interval, scaled by what is expected of a series). The variance is the mean times a
 * dispersion, as for counts; the dispersion is each series' own, drawn to that of its level, and
 * rises with every week ahead. The shape is that of the scaled errors themselves.
 *
 * @param dispersions of each series; one that is not among them has that of the level
 * @param dispersion of the level
 * @param growth by which the variance rises with each week ahead, as a part of that of the first
 * @param sumGrowth the same for the sum of the weeks so far
 * @param shapes scaled errors at the steps of probability, for each size of mean
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Spread(
    double[] dispersions, double dispersion, double growth, double sumGrowth, double[][] shapes) {
  /** Upper ends of the sizes: small means have a skewed shape. */
  private static final double[] SIZES = {0.3, 1, 3, 10, Double.POSITIVE_INFINITY};

  /** A mean below it says no more of the variance. */
  private static final double LEAST = 0.05;

  /** Between that of counts, 1, and that of what rises and falls by parts of itself, 2. */
  private static final double POWER = 1.5;

  private static final int STEPS = 200;

  /** The level counts as so many errors of the series' own. */
  private static final double LEVEL_WEIGHT = 10;

  /** The normal distribution counts as so many errors of a size. */
  private static final double NORMAL_WEIGHT = 20;

  /** Where nothing is known, what is sold varies as the counts of independent buyers. */
  private static final double POISSON = 1;

  public static Spread of(Observations seen, int series) {
    double growth = growth(seen, false);
    double sumGrowth = growth(seen, true);
    double squares = 0;
    double means = 0;
    double[] ownSquares = new double[series];
    double[] ownMeans = new double[series];
    double[] count = new double[series];
    for (int row = 0; row < seen.size(); row++) {
      if (!seen.isSum(row) && seen.mean(row) > 0) {
        double rise = 1 + growth * (seen.ahead(row) - 1);
        double square = seen.weight(row) * seen.square(row) / rise;
        double mean = seen.weight(row) * expected(seen.mean(row));
        squares += square;
        means += mean;
        ownSquares[seen.series(row)] += square;
        ownMeans[seen.series(row)] += mean;
        count[seen.series(row)] += seen.weight(row);
      }
    }
    double dispersion = means > 0 && squares > 0 ? squares / means : POISSON;
    double[] dispersions = new double[series];
    for (int i = 0; i < series; i++) {
      double borrowed = count[i] == 0 ? 1 : LEVEL_WEIGHT * ownMeans[i] / count[i];
      dispersions[i] = (ownSquares[i] + borrowed * dispersion) / (ownMeans[i] + borrowed);
    }
    Spread flat = new Spread(dispersions, dispersion, growth, sumGrowth, new double[0][]);
    return new Spread(dispersions, dispersion, growth, sumGrowth, flat.shapesOf(seen));
  }

  private double[][] shapesOf(Observations seen) {
    List<List<Double>> scores = new ArrayList<>();
    for (int size = 0; size < SIZES.length; size++) {
      scores.add(new ArrayList<>());
    }
    for (int row = 0; row < seen.size(); row++) {
      if (!seen.isSum(row) && seen.mean(row) > 0) {
        double deviation = deviation(seen.series(row), seen.mean(row), seen.ahead(row));
        scores.get(size(seen.mean(row))).add(seen.off(row) / deviation);
      }
    }
    int weeks = seen.mostAhead();
    return scores.stream().map(ofSize -> shape(ofSize, weeks)).toArray(double[][]::new);
  }

  /**
   * @param weeks of one origin; its errors, and those of the next one, which shares weeks with it,
   *     are as good as one, so that few origins make wider intervals
   */
  private static double[] shape(List<Double> scores, int weeks) {
    double[] sorted = scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double own = sorted.length / (sorted.length + NORMAL_WEIGHT);
    double wider = sorted.length == 0 ? 1 : 1 + 2.0 * weeks / sorted.length;
    double[] shape = new double[STEPS - 1];
    for (int step = 1; step < STEPS; step++) {
      double part = (double) step / STEPS;
      double place = 0.5 + (part - 0.5) * wider;
      double seen = sorted.length == 0 ? 0 : at(sorted, place * (sorted.length + 1) - 1);
      shape[step - 1] = own * seen + (1 - own) * Normal.quantile(part);
    }
    return shape;
  }

  private static double at(double[] sorted, double place) {
    int below = (int) Math.floor(Math.max(0, Math.min(sorted.length - 1.0, place)));
    int above = Math.min(sorted.length - 1, below + 1);
    double part = Math.max(0, Math.min(1, place - below));
    return sorted[below] + part * (sorted[above] - sorted[below]);
  }

  /** Least squares of the relative variance on the weeks ahead, through its value of the first. */
  private static double growth(Observations seen, boolean sums) {
    int most = seen.mostAhead();
    double[] squares = new double[most];
    double[] means = new double[most];
    for (int row = 0; row < seen.size(); row++) {
      if (seen.isSum(row) == sums && seen.mean(row) > 0) {
        squares[seen.ahead(row) - 1] += seen.square(row);
        means[seen.ahead(row) - 1] += expected(seen.mean(row));
      }
    }
    double together = 0;
    double weeks = 0;
    double first = means[0] > 0 ? squares[0] / means[0] : 0;
    for (int week = 1; week < most && first > 0; week++) {
      if (means[week] > 0) {
        together += week * (squares[week] / means[week] / first - 1);
        weeks += (double) week * week;
      }
    }
    return weeks == 0 ? 0 : Math.max(0, together / weeks);
  }

  /** The variance of a mean, up to the dispersion. */
  private static double expected(double mean) {
    return Math.pow(Math.max(LEAST, mean), POWER);
  }

  private static int size(double mean) {
    int size = 0;
    while (mean > SIZES[size]) {
      size++;
    }
    return size;
  }

  private double deviation(int series, double mean, int ahead) {
    return deviation(series, mean, growth * (ahead - 1));
  }

  private double deviation(int series, double mean, double rise) {
    double own = series >= 0 && series < dispersions.length ? dispersions[series] : dispersion;
    return Math.sqrt(own * expected(mean) * (1 + rise));
  }

  /**
   * What a week's sales stay below with a probability.
   *
   * @param series of the level; -1 = one that was not among them
   * @param ahead 1 = the next week
   * @param probability above 0 and below 1
   */
  public double quantile(int series, double mean, int ahead, double probability) {
    return quantile(mean, deviation(series, mean, ahead), probability);
  }

  /**
   * The same of the first weeks together.
   *
   * @param mean of their sum
   * @param weeks how many they are
   */
  public double quantileOfSum(int series, double mean, int weeks, double probability) {
    return quantile(mean, deviation(series, mean, sumGrowth * (weeks - 1)), probability);
  }

  private double quantile(double mean, double deviation, double probability) {
    double[] shape = shapes[size(mean)];
    return Math.max(0, mean + deviation * at(shape, probability * STEPS - 1));
  }
}
