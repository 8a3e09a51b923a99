package dev.tidemark.local.shop;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Weighted random choice. */
final class Pick {
  private Pick() {}

  static int index(double[] weights, Random random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double mark = random.nextDouble() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      mark -= weights[i];
      if (mark < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  static <T> T of(List<T> choices, ToDoubleFunction<T> weight, Random random) {
    return choices.get(index(choices.stream().mapToDouble(weight).toArray(), random));
  }
}
