package dev.tidemark.recommendation;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.recommendation.answer.Because;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.rank.KnownItems;
import dev.tidemark.recommendation.rank.PopularityRanking;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.recommendation.select.LiveCatalogue;
import dev.tidemark.recommendation.select.Selected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Answers what is popular now, and then what was in training; to who asks for what goes with an
 * item that training never met, that of its categories, if there is any. Holds scratch: one request
 * at a time.
 */
record PopularAnswers(
    String version, KnownItems items, PopularityRanking popularity, LiveCatalogue catalogue) {

  /**
   * @param excluded ids that must not be answered
   */
  Recommendations answer(
      RecommendationRequest request, Set<String> excluded, IntSupplier millisLeft) {
    List<CategoryPath> near =
        request.filter().categories().isEmpty()
            ? categories(request.subject().items(), millisLeft)
            : List.of();
    List<String> now = new PopularNow(catalogue.data()).of(request, popularity::knows, millisLeft);
    if (!near.isEmpty()) {
      Recommendations answer =
          answer(request.within(near), excluded, now, Recommendations.CONTENT, millisLeft);
      if (!answer.items().isEmpty()) {
        return answer;
      }
    }
    return answer(request, excluded, now, Recommendations.POPULAR, millisLeft);
  }

  private List<CategoryPath> categories(List<String> itemIds, IntSupplier millisLeft) {
    List<String> few = itemIds.subList(0, Math.min(itemIds.size(), LiveCatalogue.MAX_CANDIDATES));
    return few.isEmpty()
        ? List.of()
        : new CatalogueReader(catalogue.data(), millisLeft)
            .find(few).values().stream()
                .flatMap(item -> CategoryPath.all(item.category()).stream())
                .filter(path -> !path.text().isEmpty())
                .distinct()
                .toList();
  }

  private Recommendations answer(
      RecommendationRequest request,
      Set<String> excluded,
      List<String> now,
      String strategy,
      IntSupplier millisLeft) {
    Selected selected =
        catalogue.select(
            request,
            excluded,
            (filter, ids) -> popularity.after(now, items.blocked(filter, ids)),
            items.categories(),
            millisLeft);
    Because because = strategy.equals(Recommendations.CONTENT) ? Because.SIMILAR : Because.POPULAR;
    return Recommendations.of(
        request.subject(),
        version,
        strategy,
        Map.of(),
        request.explain()
            ? selected.items().stream()
                .map(item -> item.because(item.promoted() ? Because.PROMOTED : because))
                .toList()
            : selected.items(),
        selected.warnings());
  }
}
