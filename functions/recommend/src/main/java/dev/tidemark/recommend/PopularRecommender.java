package dev.tidemark.recommend;

import dev.tidemark.model.PopularItems;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
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

  PopularRecommender(String version, PopularItems popular, ShopData data, InstantSource clock) {
    this.version = version;
    newest = new NewestRecommender(data, clock);
    items = new KnownItems(popular.vocabulary());
    popularity = new PopularityRanking(popular.vocabulary(), popular.popularity());
    catalogue = new LiveCatalogue(data);
  }

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    Set<String> excluded = newest.excluded(request);
    Selection selection =
        catalogue.select(
            request,
            excluded,
            popularity.without(items.blocked(request.filter(), excluded)),
            items.categories(),
            millisLeft);
    return Recommendations.of(
        request.subject(),
        version,
        Recommendations.POPULAR,
        Map.of(),
        selection.items(),
        selection.warnings());
  }
}
