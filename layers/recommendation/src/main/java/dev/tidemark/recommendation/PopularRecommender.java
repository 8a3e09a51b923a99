package dev.tidemark.recommendation;

import dev.tidemark.model.PopularItems;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.rank.KnownItems;
import dev.tidemark.recommendation.rank.PopularityRanking;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.select.LiveCatalogue;
import dev.tidemark.recommendation.select.ShopData;
import java.util.function.IntSupplier;

/**
 * Stands in for a model whose network cannot be asked: answers what was popular in its training.
 */
public final class PopularRecommender implements Recommender {
  private final NewestRecommender newest;
  private final PopularAnswers answers;

  public PopularRecommender(String version, PopularItems popular, ShopData data) {
    newest = new NewestRecommender(data);
    answers =
        new PopularAnswers(
            version,
            new KnownItems(popular.vocabulary()),
            new PopularityRanking(popular.vocabulary(), popular.popularity()),
            new LiveCatalogue(data));
  }

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    return answers.answer(request, newest.excluded(request), millisLeft);
  }
}
