package dev.tidemark.promote;

import dev.tidemark.model.Comparison;
import dev.tidemark.model.Comparison.Champion;
import dev.tidemark.model.Comparison.Lead;
import dev.tidemark.model.ModelSummary;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a model ranks well enough to serve: it must beat popularity, and must not be worse than
 * the champion by more than what the seed of a training alone makes out, unless the held-out events
 * are too few to tell. Then the newer one serves, which knows newer items and prices.
 *
 * @param fewestEvents on fewer held-out events figures tell nothing
 */
record QualityGate(int fewestEvents) {
  private static final String METRIC = "ndcg@10";

  /**
   * Between seeds, NDCG@10 spreads by 0.4 to 1.6 % of itself on the data sets that were measured
   * (standard deviation). A model that is no worse than this has seen newer data and newer items.
   */
  static final double TOLERANCE = 0.02;

  /**
   * @param champion version of the model in service; blank = none
   * @return the reason of a refusal, empty where the model is good enough
   */
  Optional<String> refusal(ModelSummary candidate, String champion) {
    if (candidate.comparison().isEmpty()) {
      return Optional.of("the manifest holds no comparison; train again with today's training job");
    }
    Comparison figures = candidate.comparison().get();
    if (figures.events() < fewestEvents) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "too little data: %d held-out events, at least %d are needed",
              figures.events(),
              fewestEvents));
    }
    double challenger = metric(figures.challenger());
    double popularity = metric(figures.popularity());
    // Also where a figure is not a number.
    if (!(challenger > popularity)) {
      return Optional.of(compared("no better than popularity", challenger, popularity));
    }
    return champion.isEmpty() ? Optional.empty() : refusal(figures, champion);
  }

  private static Optional<String> refusal(Comparison figures, String champion) {
    String opponent = figures.champion().map(Champion::version).orElse("");
    if (!opponent.equals(champion)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "compared with '%s', but model %s is in service; train again",
              opponent,
              champion));
    }
    double challenger = metric(figures.challenger());
    double before = champion(figures);
    // A champion that cannot be scored must not hinder its successor.
    boolean isSure =
        figures.champion().flatMap(Champion::lead).map(Lead::isCertainlyBehind).orElse(true);
    return Double.isNaN(before) || challenger >= before * (1 - TOLERANCE) || !isSure
        ? Optional.empty()
        : Optional.of(compared("worse than model " + champion, challenger, before));
  }

  /** What a decision rests on, by name, as far as it is there. */
  static Map<String, Double> figures(Comparison comparison) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("events", (double) comparison.events());
    figures.put("challenger." + METRIC, metric(comparison.challenger()));
    figures.put("popularity." + METRIC, metric(comparison.popularity()));
    figures.put("champion." + METRIC, champion(comparison));
    figures.values().removeIf(figure -> figure.isNaN());
    return figures;
  }

  private static double champion(Comparison comparison) {
    return comparison.champion().map(it -> metric(it.metrics())).orElse(Double.NaN);
  }

  private static double metric(Map<String, Double> figures) {
    return figures.getOrDefault(METRIC, Double.NaN);
  }

  private static String compared(String verdict, double challenger, double other) {
    return String.format(
        Locale.ROOT, "%s: %s %.4f against %.4f", verdict, METRIC, challenger, other);
  }
}
