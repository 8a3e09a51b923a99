package dev.tidemark.recommendation;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.rank.NewestItems;
import dev.tidemark.recommendation.rank.NoCandidates;
import dev.tidemark.recommendation.rank.NowFirst;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.recommendation.select.Candidates;
import dev.tidemark.recommendation.select.LiveCatalogue;
import dev.tidemark.recommendation.select.Selected;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.store.StoreUnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in until there is a model: answers what is popular now, and then the items that were
 * listed last.
 */
public record NewestRecommender(ShopData data) implements Recommender {
  /** Interactions that are read at first. */
  private static final int FIRST_READ = 100;

  private static final Logger LOG = LoggerFactory.getLogger(NewestRecommender.class);

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    Set<String> excluded = excluded(request);
    List<String> now =
        request.filter().ids().isPresent()
            ? List.of()
            : new PopularNow(data).of(request, id -> false, millisLeft);
    Selected selected =
        new LiveCatalogue(data)
            .select(
                request,
                excluded,
                (filter, ids) ->
                    new NowFirst(
                        now, id -> true, candidates(filter, request.count() + LiveCatalogue.SPARE)),
                Set.of(),
                millisLeft);
    return Recommendations.of(
        request.subject(),
        Recommendations.NO_MODEL,
        now.isEmpty() ? Recommendations.NEWEST : Recommendations.POPULAR,
        Map.of(),
        selected.items(),
        selected.warnings());
  }

  /** Where ids are given, the list need not be read; nothing is known of their order then. */
  private Candidates candidates(ItemFilter filter, int first) {
    return filter.ids().isPresent() ? new NoCandidates() : new NewestItems(data, filter, first);
  }

  /** What must not be answered; of what the user did nothing where that cannot be read. */
  Set<String> excluded(RecommendationRequest request) {
    Exclusions exclusions = request.exclusions();
    Subject subject = request.subject();
    Set<String> given = exclusions.idsAnd(subject.items());
    if (!exclusions.dependOnHistory()) {
      return given;
    }
    try {
      Set<String> all = new HashSet<>(given);
      for (UserKey user : subject.users()) {
        List<Interaction> newest = data.newest(user, FIRST_READ);
        all.addAll(HistoryReader.excluded(data, newest, FIRST_READ, exclusions, request.time()));
      }
      return all;
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering what it excludes, too: {}", e.describe());
      return given;
    }
  }
}
