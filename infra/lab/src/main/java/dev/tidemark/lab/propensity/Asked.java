package dev.tidemark.lab.propensity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What models said of shoppers at several cuts, and what came true.
 *
 * @param shoppers place of who was asked about, one for each answer
 * @param bought what came true
 * @param answers probabilities by the models' names
 */
record Asked(List<Integer> shoppers, List<Boolean> bought, Map<String, List<Double>> answers) {
  Asked() {
    this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
  }

  void add(String model, double[] probabilities) {
    List<Double> own = answers.computeIfAbsent(model, name -> new ArrayList<>());
    for (double probability : probabilities) {
      own.add(probability);
    }
  }

  void add(int[] some, boolean[] truth) {
    for (int i = 0; i < some.length; i++) {
      shoppers.add(some[i]);
      bought.add(truth[i]);
    }
  }

  boolean isEmpty() {
    return bought.isEmpty();
  }

  double[] of(String model) {
    return answers.get(model).stream().mapToDouble(it -> it).toArray();
  }

  boolean[] truth() {
    boolean[] truth = new boolean[bought.size()];
    IntStream.range(0, truth.length).forEach(i -> truth[i] = bought.get(i));
    return truth;
  }
}
