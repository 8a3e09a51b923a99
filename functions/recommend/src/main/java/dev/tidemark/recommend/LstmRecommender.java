package dev.tidemark.recommend;

import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.lambda.Failures;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.recommend.request.RecommendationRequest;
import dev.tidemark.recommend.request.Subject;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Occlusion;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recommends by the model what follows a user's history; without a known history, or without the
 * time to score it, what was most popular in training. Holds scratch: one request at a time.
 */
final class LstmRecommender implements Recommender {
  /** The longest that reading a history takes, with its retries, and scoring after it. */
  private static final int READ_MILLIS = 4000;

  private static final int SCORE_MILLIS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(LstmRecommender.class);

  private final String version;
  private final SequenceEncoder encoder;
  private final Scorer scorer;
  private final HistoryReader histories;
  private final KnownItems items;
  private final Vocabulary vocabulary;
  private final TopItems top = new TopItems(LiveCatalogue.MAX_CANDIDATES);
  private final PopularAnswers popular;
  private final LiveCatalogue catalogue;
  private final InstantSource clock;

  /**
   * @param clock tells when a request is made
   */
  LstmRecommender(ModelPackage model, Scorer scorer, ShopData data, InstantSource clock) {
    this.clock = clock;
    this.scorer = scorer;
    version = model.manifest().version();
    encoder = model.encoder();
    histories =
        new HistoryReader(data, model.vocabulary(), model.manifest().features().interactions());
    items = new KnownItems(model.vocabulary());
    vocabulary = model.vocabulary();
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
    long now = clock.millis();
    Answer answer = scorer.score(encoder.encode(known, now));
    boolean[] blocked = items.blocked(request.filter(), past.excluded());
    boolean[] taken = request.explain() ? blocked.clone() : blocked;
    Selection selection =
        catalogue.select(
            request,
            past.excluded(),
            new ModelRanking(vocabulary, top, answer.probabilities(), taken),
            items.categories(),
            millisLeft);
    List<RecommendedItem> best = selection.items();
    if (request.explain() && isTimeLeft(READ_MILLIS, millisLeft, "explain")) {
      selection.refused().forEach(id -> block(id, blocked));
      best =
          new Explainer(encoder, scorer)
              .explain(
                  best,
                  new Occlusion.Question(known, now, answer, blocked, places(request)),
                  new CatalogueReader(catalogue.data(), millisLeft));
    }
    return Recommendations.of(
        request.subject(),
        version,
        Recommendations.LSTM,
        Map.of("long", answer.longTerm(), "short", 1 - answer.longTerm()),
        best,
        selection.warnings());
  }

  /** Where kinds decide, too, no place is too far behind. */
  private static int places(RecommendationRequest request) {
    return request.diversity() == 0 ? request.count() : RecommendationRequest.ANY;
  }

  private void block(String itemId, boolean[] blocked) {
    vocabulary.indexOf(itemId).ifPresent(index -> blocked[index - 1] = true);
  }

  private HistoryReader.Past past(RecommendationRequest request, IntSupplier millisLeft) {
    Subject subject = request.subject();
    HistoryReader.Past given =
        new HistoryReader.Past(
            subject.interactions(clock.instant()), request.exclusions().idsAnd(subject.items()));
    if (subject.users().isEmpty() || !isTimeLeft(READ_MILLIS, millisLeft, "read the history")) {
      return given;
    }
    try {
      return histories.read(subject.users(), request.exclusions(), clock.instant());
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering what is popular: {}", Failures.describe(e));
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
