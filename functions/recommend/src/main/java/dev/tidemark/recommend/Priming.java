package dev.tidemark.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Failures;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.select.ShopData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before the snapshot is taken, so that code is compiled, the model's memory is touched and
 * the client is set up in it. Keeps nothing of what it reads.
 */
final class Priming {
  /** No pseudonym and no item can have these keys: a pseudonym has 43 characters. */
  private static final UserKey SENTINEL_USER = new UserKey("sentinel");

  private static final String SENTINEL_ITEM = "\0sentinel";
  private static final int MILLIS = 60_000;

  /** Once loads the classes; what is called often enough is compiled in the snapshot, too. */
  static final int ROUNDS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Serving serving;
  private final WarmupShopData shop = new WarmupShopData(SENTINEL_USER);
  private final RecommendHandler handler;

  /**
   * @param metrics muted while this runs
   */
  Priming(Serving serving, ModelList models, Metrics metrics) {
    this.serving = serving;
    handler = new RecommendHandler(serving.on(shop), models, metrics);
  }

  /**
   * Each request enters a second handler as an event of the gateway does, with its own history; the
   * model is that of the first one.
   *
   * @throws IllegalStateException where one is not answered by the model: a version whose model
   *     does not work must not be published
   */
  void run() {
    List<WarmupRequest> requests = serving.warmup();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < requests.size(); i++) {
        WarmupRequest request = requests.get(i);
        shop.play(request);
        replay(request, "warm-up request " + (i + 1) + " of " + requests.size());
      }
    }
    LOG.info("warm-up requests replayed: {} x {}", requests.size(), ROUNDS);
    read();
  }

  private void replay(WarmupRequest request, String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonNode answer;
    JsonNode body;
    try {
      byte[] event = Json.mapper().writeValueAsBytes(request.event());
      handler.handleRequest(
          new ByteArrayInputStream(event), out, new FixedContext("warm-up", MILLIS));
      answer = Json.mapper().readTree(out.toByteArray());
      body = Json.mapper().readTree(answer.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " was not answered", e);
    }
    String strategy = body.path("strategy").asText();
    if (!strategy.equals(Recommendations.LSTM)) {
      throw new IllegalStateException(
          name
              + " was answered with status "
              + answer.path("statusCode").asInt()
              + " and strategy '"
              + strategy
              + "' instead of 'lstm'; train and publish the model again");
    }
  }

  /**
   * Sets up client and marshalling of all reads; only the last one finds anything, and nothing is
   * kept. The connection is not used again: Java drops one that was idle for 5 seconds, by a clock
   * that has moved on when the snapshot is restored.
   */
  private void read() {
    ShopData data = serving.data();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        data.newest(SENTINEL_USER, 1);
        data.find(List.of(SENTINEL_ITEM));
        data.newestActive(1);
        data.trending();
        data.popular();
      }
    } catch (RuntimeException e) {
      // The snapshot also works without, its first request is only slower.
      LOG.warn("the store was not read before the snapshot: {}", Failures.describe(e));
    }
  }
}
