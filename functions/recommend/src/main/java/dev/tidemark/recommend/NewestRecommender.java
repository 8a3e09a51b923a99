package dev.tidemark.recommend;

import dev.tidemark.lambda.Failures;
import dev.tidemark.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in until there is a model: answers the items that were listed last. */
record NewestRecommender(ShopData data, InstantSource clock) implements Recommender {
  /** Interactions that are read at first. */
  private static final int FIRST_READ = 100;

  private static final Logger LOG = LoggerFactory.getLogger(NewestRecommender.class);

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    Set<String> excluded = excluded(request);
    Selection selection =
        new LiveCatalogue(data)
            .select(
                request,
                excluded,
                new NewestItems(data, request.count() + LiveCatalogue.SPARE),
                Set.of(),
                millisLeft);
    return new Recommendations(
        request.userId(),
        Recommendations.NO_MODEL,
        Recommendations.NEWEST,
        Map.of(),
        selection.items(),
        selection.warnings());
  }

  /** What must not be answered; of what the user did nothing where that cannot be read. */
  Set<String> excluded(RecommendationRequest request) {
    Exclusions exclusions = request.exclusions();
    try {
      return exclusions.dependOnHistory()
          ? HistoryReader.excluded(
              data,
              data.newest(request.user(), FIRST_READ),
              FIRST_READ,
              exclusions,
              clock.instant())
          : exclusions.ids();
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering what it excludes, too: {}", Failures.describe(e));
      return exclusions.ids();
    }
  }
}
