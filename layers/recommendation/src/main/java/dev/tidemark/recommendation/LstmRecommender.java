package dev.tidemark.recommendation;

import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.recommendation.answer.Because;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.rank.Arrivals;
import dev.tidemark.recommendation.rank.KnownItems;
import dev.tidemark.recommendation.rank.ModelRanking;
import dev.tidemark.recommendation.rank.PopularityRanking;
import dev.tidemark.recommendation.rank.TopItems;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.recommendation.select.LiveCatalogue;
import dev.tidemark.recommendation.select.Ranking;
import dev.tidemark.recommendation.select.Selected;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Occlusion;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recommends by the model what follows a user's history; without a known history, or without the
 * time to score it, what was most popular in training. Holds scratch: one request at a time.
 */
public final class LstmRecommender implements Recommender {
  /** The longest that reading a history takes, with its retries, and scoring after it. */
  private static final int READ_MILLIS = 4000;

  private static final int SCORE_MILLIS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(LstmRecommender.class);

  private final String version;
  private final SequenceEncoder encoder;
  private final HistoryReader histories;
  private final Arrivals arrivals;
  private final TopItems top = new TopItems(LiveCatalogue.MAX_CANDIDATES);
  private final PopularAnswers popular;
  private final LiveCatalogue catalogue;

  /**
   * @param clock tells when it is time to look for new items
   */
  public LstmRecommender(ModelPackage model, Scorer scorer, ShopData data, InstantSource clock) {
    version = model.manifest().version();
    encoder = model.encoder();
    histories =
        new HistoryReader(data, model.vocabulary(), model.manifest().features().interactions());
    KnownItems items = new KnownItems(model.vocabulary());
    arrivals = new Arrivals(items, scorer, data, clock);
    catalogue = new LiveCatalogue(data);
    popular =
        new PopularAnswers(
            version,
            items,
            new PopularityRanking(model.vocabulary(), model.popularity()),
            catalogue);
  }

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    HistoryReader.Past past = past(request, millisLeft);
    History known = encoder.history(past.interactions());
    if (known.size() == 0 || !isTimeLeft(SCORE_MILLIS, millisLeft, "score")) {
      return popular.answer(request, past.excluded(), millisLeft);
    }
    Arrivals.Ranked ranked = arrivals.ranked(millisLeft);
    KnownItems items = ranked.items();
    Answer answer = ranked.scorer().score(encoder.encode(known, request.moment()));
    Ranking ranking =
        (filter, excluded) ->
            new ModelRanking(items, top, answer.probabilities(), items.blocked(filter, excluded));
    Selected selected =
        catalogue.select(request, past.excluded(), ranking, items.categories(), millisLeft);
    List<RecommendedItem> best = selected.items();
    if (request.explain() && isTimeLeft(READ_MILLIS, millisLeft, "explain")) {
      boolean[] blocked = items.blocked(request.filter(), past.excluded());
      selected
          .refused()
          .forEach(id -> items.indexOf(id).ifPresent(index -> blocked[index - 1] = true));
      best =
          explained(
              best,
              new Occlusion.Question(known, request.moment(), answer, blocked, places(request)),
              ranked,
              millisLeft);
    }
    return Recommendations.of(
        request.subject(),
        version,
        Recommendations.LSTM,
        Map.of("long", answer.longTerm(), "short", 1 - answer.longTerm()),
        best,
        selected.warnings());
  }

  /** Of what is promoted no more is told: its score did not bring it here. */
  private List<RecommendedItem> explained(
      List<RecommendedItem> best,
      Occlusion.Question question,
      Arrivals.Ranked ranked,
      IntSupplier millisLeft) {
    Iterator<RecommendedItem> explained =
        new Explainer(ranked.items(), new Occlusion(encoder, ranked.scorer()))
            .explain(
                best.stream().filter(item -> !item.promoted()).toList(),
                question,
                new CatalogueReader(catalogue.data(), millisLeft))
            .iterator();
    return best.stream()
        .map(item -> item.promoted() ? item.because(Because.PROMOTED) : explained.next())
        .toList();
  }

  /** Where more than the score decides, no place is too far behind. */
  private static int places(RecommendationRequest request) {
    return request.assortment().isByScore() ? request.count() : Assortment.ANY;
  }

  private HistoryReader.Past past(RecommendationRequest request, IntSupplier millisLeft) {
    Subject subject = request.subject();
    HistoryReader.Past given =
        new HistoryReader.Past(
            subject.interactions(request.time()), request.exclusions().idsAnd(subject.items()));
    if (subject.users().isEmpty() || !isTimeLeft(READ_MILLIS, millisLeft, "read the history")) {
      return given;
    }
    try {
      return histories.read(subject.users(), request.exclusions(), request.time());
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering what is popular: {}", e.describe());
      return given;
    }
  }

  private static boolean isTimeLeft(int needed, IntSupplier millisLeft, String purpose) {
    boolean left = millisLeft.getAsInt() >= needed;
    if (!left) {
      LOG.warn("no time left to {}: answering without", purpose);
    }
    return left;
  }
}
