package dev.tidemark.training.publish;

import dev.tidemark.model.Comparison;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.PackageRanker;
import dev.tidemark.training.evaluation.Popularity;
import dev.tidemark.training.evaluation.RankingMetrics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Sets a new model beside the one in service and beside popularity: both packages are scored as
 * they would be served, on the same held-out events, ranking the same items, with the same ones
 * left out.
 *
 * @param evaluator of the new model
 * @param seed that draws the queries where there are too many
 */
record ModelComparison(TrainingData data, Evaluator evaluator, long seed, PrintStream out) {
  /** One by one at about a millisecond each, so that a comparison takes seconds. */
  private static final int MOST_QUERIES = 10_000;

  /**
   * @param named version of the model in service; empty where there is none
   * @param champion its package; empty where that cannot be read
   */
  Comparison of(ModelPackage challenger, Optional<String> named, Optional<ModelPackage> champion) {
    List<Query> queries = sample(data.test(), MOST_QUERIES, seed);
    RankingMetrics ofChallenger = metrics(challenger, queries);
    RankingMetrics ofPopularity = evaluator.evaluate(new Popularity(data.shopperDays()), queries);
    out.printf(
        Locale.ROOT,
        "as served, on %,d held-out interactions%s:%n",
        ofChallenger.count(),
        queries.size() < data.test().size() ? " drawn at random from the test" : "");
    out.println("  challenger  " + ofChallenger);
    Optional<Comparison.Champion> ofChampion =
        champion
            .map(model -> champion(model, queries, ofChallenger))
            .or(() -> named.map(Comparison.Champion::unscored));
    out.println("  popularity  " + ofPopularity);
    return new Comparison(
        ofChallenger.count(), ofChallenger.named(), ofPopularity.named(), ofChampion);
  }

  private Comparison.Champion champion(
      ModelPackage model, List<Query> queries, RankingMetrics challenger) {
    String version = model.manifest().version();
    try {
      RankingMetrics metrics = metrics(model, queries);
      out.println("  champion    " + metrics + "  (" + version + ")");
      return new Comparison.Champion(
          version, metrics.named(), Comparison.Lead.of(challenger.gains(), metrics.gains()));
    } catch (RuntimeException e) { // whatever the network of an older model cannot do
      out.println("  champion    " + version + " cannot be scored: " + e);
      return Comparison.Champion.unscored(version);
    }
  }

  private RankingMetrics metrics(ModelPackage model, List<Query> queries) {
    try (PackageRanker ranker = new PackageRanker(model, data.vocabulary(), data.spec())) {
      return evaluator.evaluate(ranker, queries);
    }
  }

  /** As many of the queries, drawn at random, in any order. */
  static List<Query> sample(List<Query> queries, int most, long seed) {
    if (queries.size() <= most) {
      return queries;
    }
    List<Query> shuffled = new ArrayList<>(queries);
    Collections.shuffle(shuffled, new Random(seed));
    return List.copyOf(shuffled.subList(0, most));
  }
}
