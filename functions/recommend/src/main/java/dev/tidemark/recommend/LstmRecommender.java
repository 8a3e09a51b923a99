package dev.tidemark.recommend;

import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.lambda.Failures;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.scoring.Answer;
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
  private final ModelRanking ranking;
  private final PopularityRanking popularity;
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
    ranking = new ModelRanking(model.vocabulary());
    popularity = new PopularityRanking(model.vocabulary(), model.popularity());
    catalogue = new LiveCatalogue(data);
  }

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    HistoryReader.Past past = past(request, millisLeft);
    History known = encoder.history(past.interactions());
    boolean scored = known.size() > 0 && isTimeLeft(SCORE_MILLIS, millisLeft, "score");
    boolean[] blocked = items.blocked(request.filter(), request.excludedWith(past.seen()));
    int count = LiveCatalogue.candidates(request.count());
    if (!scored) {
      return answer(
          request, Recommendations.POPULAR, Map.of(), popularity.best(blocked, count), millisLeft);
    }
    Answer answer = scorer.score(encoder.encode(known, clock.millis()));
    return answer(
        request,
        Recommendations.LSTM,
        Map.of("long", answer.longTerm(), "short", 1 - answer.longTerm()),
        ranking.best(answer.probabilities(), blocked, count),
        millisLeft);
  }

  private Recommendations answer(
      RecommendationRequest request,
      String strategy,
      Map<String, Double> interest,
      List<RecommendedItem> candidates,
      IntSupplier millisLeft) {
    return new Recommendations(
        request.userId(),
        version,
        strategy,
        interest,
        catalogue.check(candidates, request.filter(), request.count(), millisLeft));
  }

  private HistoryReader.Past past(RecommendationRequest request, IntSupplier millisLeft) {
    if (!isTimeLeft(READ_MILLIS, millisLeft, "read the history")) {
      return HistoryReader.Past.UNKNOWN;
    }
    try {
      return histories.read(request.user(), request.excludeSeen());
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering what is popular: {}", Failures.describe(e));
      return HistoryReader.Past.UNKNOWN;
    }
  }

  private static boolean isTimeLeft(int needed, IntSupplier millisLeft, String purpose) {
    boolean left = millisLeft.getAsInt() >= needed;
    if (!left) {
      LOG.warn("no time left to {}: answering what is popular", purpose);
    }
    return left;
  }
}
