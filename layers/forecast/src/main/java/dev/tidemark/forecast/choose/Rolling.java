package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.method.Known;
import dev.tidemark.forecast.method.Method;
import dev.tidemark.forecast.method.Mix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every method said of every series at the origins so far, and how far it was off. An origin
 * is the number of weeks that were known.
 */
public final class Rolling {
  private final List<Method> methods;
  private final double[][] sold;
  private final int[] first;
  private final int horizon;

  /** By origin, method and series; null where nothing was asked or the series had not begun. */
  private final double[][][][] means;

  /** Sum of the absolute errors over the horizon, in the same order. */
  private final double[][][] errors;

  /** Gives the factor of a week that lies in a series. */
  interface Factors {
    double of(int series, int week);
  }

  /**
   * @param sold by series and week, also of weeks that are not known yet at an origin
   * @param weeks that all series have
   * @param horizon weeks ahead by which methods are judged
   */
  Rolling(List<Method> methods, double[][] sold, int weeks, int horizon) {
    this.methods = List.copyOf(methods);
    this.sold = sold;
    this.horizon = horizon;
    means = new double[weeks + 1][][][];
    errors = new double[weeks + 1][][];
    first = new int[sold.length];
    for (int series = 0; series < sold.length; series++) {
      while (first[series] < weeks && sold[series][first[series]] == 0) {
        first[series]++;
      }
    }
  }

  /**
   * @param ahead weeks to forecast, at least the horizon where these weeks are known later
   */
  void forecast(int origin, int ahead, Factors factors) {
    means[origin] = new double[methods.size()][sold.length][];
    errors[origin] = new double[methods.size()][sold.length];
    for (int series = 0; series < sold.length; series++) {
      if (first[series] < origin) {
        Known known = known(series, origin, ahead, factors);
        Map<Method, double[]> done = new HashMap<>();
        for (int method = 0; method < methods.size(); method++) {
          means[origin][method][series] = forecast(methods.get(method), known, done);
          errors[origin][method][series] = error(means[origin][method][series], series, origin);
        }
      }
    }
  }

  /** What several methods need is fitted once. */
  private static double[] forecast(Method method, Known known, Map<Method, double[]> done) {
    double[] mean = done.get(method);
    if (mean == null) {
      mean =
          method instanceof Mix mix
              ? Mix.of(mix.methods().stream().map(part -> forecast(part, known, done)).toList())
              : method.forecast(known);
      done.put(method, mean);
    }
    return mean;
  }

  private Known known(int series, int origin, int ahead, Factors factors) {
    double[] past = new double[origin - first[series]];
    double[] coming = new double[ahead];
    for (int week = 0; week < past.length; week++) {
      past[week] = factors.of(series, first[series] + week);
    }
    for (int week = 0; week < ahead; week++) {
      coming[week] = factors.of(series, origin + week);
    }
    return new Known(Arrays.copyOfRange(sold[series], first[series], origin), past, coming);
  }

  private double error(double[] mean, int series, int origin) {
    double error = 0;
    for (int week = 0; week < horizon && origin + week < sold[series].length; week++) {
      error += Math.abs(sold[series][origin + week] - mean[week]);
    }
    return error;
  }

  public boolean has(int origin, int series) {
    return means[origin] != null && means[origin][0][series] != null;
  }

  public double[] mean(int origin, int method, int series) {
    return means[origin][method][series];
  }

  /** Over the horizon; only where all of its weeks are known. */
  double error(int origin, int method, int series) {
    return errors[origin][method][series];
  }

  /** Pieces of the horizon. */
  double sold(int origin, int series) {
    double sum = 0;
    for (int week = 0; week < horizon; week++) {
      sum += sold[series][origin + week];
    }
    return sum;
  }

  int horizon() {
    return horizon;
  }

  int series() {
    return sold.length;
  }

  public List<Method> methods() {
    return methods;
  }
}
