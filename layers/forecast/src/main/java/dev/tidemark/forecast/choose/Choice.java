package dev.tidemark.forecast.choose;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which method each series is forecast by: the one that was off least at earlier origins, whose
 * weeks were all known by then. Later origins count more. A series has few of them, so what is seen
 * of it is drawn to what is seen of all series of its level.
 */
final class Choice {
  private static final double OLDER = 0.85;

  /** The level counts as so many origins of the series' own. */
  private static final double LEVEL_WEIGHT = 20;

  private final Rolling rolling;
  private final int origin;
  private final double[] ofLevel;
  private final double[][] ofSeries;
  private final double[] weights;

  /**
   * @param origin at which is chosen
   */
  Choice(Rolling rolling, int origin) {
    this.rolling = rolling;
    this.origin = origin;
    int methods = rolling.methods().size();
    ofLevel = new double[methods];
    ofSeries = new double[rolling.series()][methods];
    weights = new double[rolling.series()];
    for (int before = 0; before + rolling.horizon() <= origin; before++) {
      double weight = Math.pow(OLDER, origin - rolling.horizon() - before);
      for (int series = 0; series < rolling.series(); series++) {
        if (rolling.has(before, series)) {
          weights[series] += weight;
          for (int method = 0; method < methods; method++) {
            double error = weight * rolling.error(before, method, series);
            ofSeries[series][method] += error;
            ofLevel[method] += error;
          }
        }
      }
    }
  }

  int method(int series) {
    return lowest(series);
  }

  /** For a series of the level of which nothing is known. */
  int methodOfLevel() {
    return lowest(-1);
  }

  private int lowest(int series) {
    int best = 0;
    for (int method = 1; method < ofLevel.length; method++) {
      best = score(series, method) < score(series, best) ? method : best;
    }
    return best;
  }

  /** The error as a part of that of all methods, so that series of all sizes count alike. */
  private double score(int series, int method) {
    double level = part(ofLevel, method);
    return series < 0
        ? level
        : (weights[series] * part(ofSeries[series], method) + LEVEL_WEIGHT * level)
            / (weights[series] + LEVEL_WEIGHT);
  }

  private static double part(double[] errors, int method) {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return sum > 0 ? errors[method] * errors.length / sum : 1;
  }

  /** WAPE of each method at the earlier origins; empty where there were none. */
  Map<String, Double> wape(int series) {
    Map<String, Double> wape = new LinkedHashMap<>();
    for (int method = 0; method < ofLevel.length; method++) {
      double error = 0;
      double sold = 0;
      for (int before = 0; before + rolling.horizon() <= origin; before++) {
        if (rolling.has(before, series)) {
          error += rolling.error(before, method, series);
          sold += rolling.sold(before, series);
        }
      }
      if (sold > 0) {
        wape.put(rolling.methods().get(method).name(), error / sold);
      }
    }
    return wape;
  }
}
