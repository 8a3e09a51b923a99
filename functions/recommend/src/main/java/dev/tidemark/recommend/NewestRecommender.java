package dev.tidemark.recommend;

import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Failures;
import dev.tidemark.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in until there is a model: answers the items that were listed last. */
record NewestRecommender(ShopData data) implements Recommender {
  /** Items that are looked through at most for those that a request wants. */
  private static final int MAX_READ = 1000;

  /** Interactions that are read whole; of older ones only the items. */
  private static final int FIRST_READ = 100;

  private static final Logger LOG = LoggerFactory.getLogger(NewestRecommender.class);

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    Set<String> excluded = request.excludedWith(seen(request));
    int limit =
        request.filter().isOpen()
            ? Math.min(MAX_READ, request.count() + excluded.size())
            : MAX_READ;
    List<Item> newest = data.newestActive(limit);
    List<RecommendedItem> items = new ArrayList<>(request.count());
    for (int i = 0; i < newest.size() && items.size() < request.count(); i++) {
      Item item = newest.get(i);
      if (!excluded.contains(item.itemId()) && request.filter().accepts(item)) {
        items.add(new RecommendedItem(item.itemId(), 1.0 / (i + 1), item.title()));
      }
    }
    return new Recommendations(
        request.userId(), Recommendations.NO_MODEL, Recommendations.NEWEST, Map.of(), items);
  }

  /** What must not be answered again; nothing where the history cannot be read. */
  Set<String> seen(RecommendationRequest request) {
    if (!request.excludeSeen()) {
      return Set.of();
    }
    try {
      return HistoryReader.seen(data, data.newest(request.user(), FIRST_READ), FIRST_READ);
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering seen items, too: {}", Failures.describe(e));
      return Set.of();
    }
  }
}
