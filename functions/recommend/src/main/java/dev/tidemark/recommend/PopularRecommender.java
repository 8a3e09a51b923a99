package dev.tidemark.recommend;

import dev.tidemark.model.PopularItems;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Stands in for a model whose network cannot be asked: answers what was popular in its training.
 */
final class PopularRecommender implements Recommender {
  private final String version;
  private final NewestRecommender newest;
  private final KnownItems items;
  private final PopularityRanking popularity;
  private final LiveCatalogue catalogue;

  PopularRecommender(String version, PopularItems popular, ShopData data) {
    this.version = version;
    newest = new NewestRecommender(data);
    items = new KnownItems(popular.vocabulary());
    popularity = new PopularityRanking(popular.vocabulary(), popular.popularity());
    catalogue = new LiveCatalogue(data);
  }

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    boolean[] blocked = items.blocked(request.filter(), request.excludedWith(newest.seen(request)));
    return new Recommendations(
        request.userId(),
        version,
        Recommendations.POPULAR,
        Map.of(),
        catalogue.check(
            popularity.best(blocked, LiveCatalogue.candidates(request.count())),
            request.filter(),
            request.count(),
            millisLeft));
  }
}
