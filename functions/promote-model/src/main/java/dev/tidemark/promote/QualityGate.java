package dev.tidemark.promote;

import dev.tidemark.promote.Candidate.Comparison;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model ranks well enough to serve: it must beat popularity, and must not be worse than
 * the champion by more than what the seed of a training alone makes out.
 *
 * @param fewestEvents on fewer held-out events figures tell nothing
 */
record QualityGate(int fewestEvents) {
  /**
   * Between seeds, NDCG@10 spreads by 0.4 to 1.6 % of itself on the data sets that were measured
   * (standard deviation). A model that is no worse than this has seen newer data and newer items.
   */
  static final double TOLERANCE = 0.02;

  /**
   * @param champion version of the model in service; blank = none
   * @return the reason of a refusal, empty where the model is good enough
   */
  Optional<String> refusal(Candidate candidate, String champion) {
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
    // Also where a figure is not a number.
    if (!(figures.challenger() > figures.popularity())) {
      return Optional.of(
          compared("no better than popularity", figures.challenger(), figures.popularity()));
    }
    return champion.isEmpty() ? Optional.empty() : refusal(figures, champion);
  }

  private static Optional<String> refusal(Comparison figures, String champion) {
    if (!figures.championVersion().equals(champion)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "compared with '%s', but model %s is in service; train again",
              figures.championVersion(),
              champion));
    }
    // A champion that cannot be scored must not hinder its successor.
    return Double.isNaN(figures.champion())
            || figures.challenger() >= figures.champion() * (1 - TOLERANCE)
        ? Optional.empty()
        : Optional.of(
            compared("worse than model " + champion, figures.challenger(), figures.champion()));
  }

  private static String compared(String verdict, double challenger, double other) {
    return String.format(
        Locale.ROOT, "%s: %s %.4f against %.4f", verdict, Candidate.METRIC, challenger, other);
  }
}
