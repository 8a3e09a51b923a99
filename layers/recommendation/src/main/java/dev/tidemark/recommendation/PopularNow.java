package dev.tidemark.recommendation;

import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.recommendation.select.LiveCatalogue;
import dev.tidemark.recommendation.select.ShopData;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** What shoppers take interest in at the moment. */
record PopularNow(ShopData data) {
  /** The longest that a read takes, and another one of the catalogue after it. */
  private static final int READ_MILLIS = 5000;

  /**
   * Ids of items, most popular first; to who asks for nobody and nothing what is trending, and then
   * the rest. None where nothing is counted, or there is no time to look.
   *
   * @param isKnown whether it is an item without a look at the catalogue; what neither knows is
   *     none
   */
  List<String> of(
      RecommendationRequest request, Predicate<String> isKnown, IntSupplier millisLeft) {
    if (millisLeft.getAsInt() < READ_MILLIS) {
      return List.of();
    }
    Set<String> ids = new LinkedHashSet<>();
    if (request.subject().equals(Subject.ANYBODY)) {
      ids.addAll(data.trending());
    }
    ids.addAll(data.popular());
    List<String> others =
        ids.stream().filter(isKnown.negate()).limit(LiveCatalogue.MAX_CANDIDATES).toList();
    Set<String> sold =
        others.isEmpty() ? Set.of() : new CatalogueReader(data, millisLeft).find(others).keySet();
    return ids.stream().filter(id -> isKnown.test(id) || sold.contains(id)).toList();
  }
}
