package dev.tidemark.forecast;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Orders methods by their errors. */
final class Compared {
  private Compared() {}

  static List<Forecast.Compared> of(Map<String, Double> wape) {
    return wape.entrySet().stream()
        .map(it -> new Forecast.Compared(it.getKey(), it.getValue()))
        .sorted(Comparator.comparingDouble(Forecast.Compared::wape))
        .toList();
  }
}
