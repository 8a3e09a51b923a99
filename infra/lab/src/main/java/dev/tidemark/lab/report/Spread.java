package dev.tidemark.lab.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Mean of a figure over seeds.
 *
 * @param deviation sample standard deviation; 0 for a single seed
 */
record Spread(double mean, double deviation) {

  static Spread of(
      List<EvaluationReport.Row> seeds, ToDoubleFunction<EvaluationReport.Row> figure) {
    double mean = seeds.stream().mapToDouble(figure).average().orElseThrow();
    double squares =
        seeds.stream().mapToDouble(figure).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(mean, seeds.size() < 2 ? 0 : Math.sqrt(squares / (seeds.size() - 1)));
  }
}
