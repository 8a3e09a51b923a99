package dev.tidemark.recommend;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.HttpFunction;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.lambda.ProblemException;
import dev.tidemark.lambda.SnapStart;
import dev.tidemark.recommend.request.ItemQuery;
import dev.tidemark.recommend.request.RequestReader;
import dev.tidemark.recommendation.Recommender;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.outlook.Outlooks;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Lambda function that recommends items to a user. */
public final class RecommendHandler implements RequestStreamHandler {
  static final String RECOMMENDATIONS = "GET /v1/users/{id}/recommendations";
  static final String POSTED = "POST /v1/users/{id}/recommendations";
  static final String RANK = "POST /v1/users/{id}/rank";
  static final String SIMILAR = "GET /v1/items/{id}/similar";
  static final String BASKET = "POST /v1/basket/recommendations";
  static final String TRENDING = "GET /v1/items/trending";
  static final String ITEMS = "GET /v1/items";
  static final String PROPENSITY = "GET /v1/users/{id}/propensity";
  static final String MODELS = "GET /v1/models";
  static final String OPENAPI = "GET /v1/openapi.json";
  static final String HEALTH = "GET /health";

  private static final double NANOS_A_MILLISECOND = 1e6;

  private final Serving serving;
  private final RequestReader reader;
  private final Recommender recommender;
  private final Outlooks outlooks;
  private final ModelList models;
  private final Metrics metrics;
  private final HttpFunction http = new HttpFunction(routes());

  public RecommendHandler() {
    this(new RecommendSetup(Environment.read(RecommendConfig::new)));
    SnapStart.register(this::prime);
  }

  private RecommendHandler(RecommendSetup setup) {
    this(setup.serving(), setup.models(), Metrics.toLog());
  }

  RecommendHandler(Serving serving, ModelList models, Metrics metrics) {
    this.serving = serving;
    reader = new RequestReader(serving.users(), serving.clock());
    recommender = serving.recommenders().apply(serving.data());
    outlooks = serving.outlooks().apply(serving.data());
    this.models = models;
    this.metrics = metrics;
  }

  private Map<String, HttpFunction.Route> routes() {
    Map<String, HttpFunction.Route> routes = new HashMap<>();
    routes.put(
        RECOMMENDATIONS, (request, context) -> forUser(RequestReader::forUser, request, context));
    routes.put(POSTED, (request, context) -> forUser(RequestReader::forUser, request, context));
    routes.put(RANK, (request, context) -> forUser(RequestReader::ranking, request, context));
    routes.put(SIMILAR, (request, context) -> forItems(RequestReader::similar, request, context));
    routes.put(BASKET, (request, context) -> forItems(RequestReader::basket, request, context));
    routes.put(TRENDING, (request, context) -> forItems(RequestReader::trending, request, context));
    routes.put(ITEMS, this::items);
    routes.put(PROPENSITY, this::propensity);
    routes.put(MODELS, (request, context) -> models());
    routes.put(OPENAPI, (request, context) -> HttpResponse.json(200, OpenApi.DOCUMENT));
    routes.put(HEALTH, (request, context) -> HttpResponse.json(200, Map.of("status", "ok")));
    return routes;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    http.handle(in, out, context);
  }

  void prime() {
    metrics.muted(() -> serving.single().forEach(each -> new Priming(each, models, metrics).run()));
  }

  /** For a user, which is what metrics are about. */
  private HttpResponse forUser(
      BiFunction<RequestReader, HttpRequest, RecommendationRequest> read,
      HttpRequest request,
      Context context) {
    return answer(
        read(() -> read.apply(reader, request)),
        asked -> {
          long start = System.nanoTime();
          Recommendations answer = recommender.recommend(asked, context::getRemainingTimeInMillis);
          measure(answer, (System.nanoTime() - start) / NANOS_A_MILLISECOND);
          return answer;
        });
  }

  private HttpResponse forItems(
      BiFunction<RequestReader, HttpRequest, RecommendationRequest> read,
      HttpRequest request,
      Context context) {
    return answer(
        read(() -> read.apply(reader, request)),
        asked -> recommender.recommend(asked, context::getRemainingTimeInMillis));
  }

  private static HttpResponse answer(
      RecommendationRequest asked, Function<RecommendationRequest, Recommendations> recommend) {
    try {
      return HttpResponse.json(200, recommend.apply(asked));
    } catch (StoreUnavailableException e) {
      return unavailable("The catalogue");
    }
  }

  private HttpResponse items(HttpRequest request, Context context) {
    return items(read(() -> ItemQuery.of(request)), context::getRemainingTimeInMillis);
  }

  private HttpResponse items(ItemQuery query, IntSupplier millisLeft) {
    try {
      return HttpResponse.json(200, new ItemList(serving.data()).read(query, millisLeft));
    } catch (StoreUnavailableException e) {
      return unavailable("The catalogue");
    }
  }

  private HttpResponse propensity(HttpRequest request, Context context) {
    String userId = read(() -> reader.userId(request));
    return HttpResponse.json(
        200, outlooks.of(userId, serving.users().keyOf(userId), context::getRemainingTimeInMillis));
  }

  private HttpResponse models() {
    try {
      return HttpResponse.json(200, models.read());
    } catch (StoreUnavailableException e) {
      return unavailable("The model store");
    }
  }

  private static HttpResponse unavailable(String store) {
    return HttpResponse.problem(503, store + " does not answer; send the request again")
        .withHeader("retry-after", "1");
  }

  private void measure(Recommendations answer, double millis) {
    boolean scored = answer.strategy().equals(Recommendations.LSTM);
    Map<Metric, Number> values = new EnumMap<>(Metric.class);
    values.put(scored ? Metric.LSTM_RECOMMENDATIONS : Metric.POPULAR_RECOMMENDATIONS, 1);
    values.put(Metric.RECOMMENDATION_LATENCY, millis);
    serving
        .modelAge()
        .get()
        .ifPresent(
            age -> {
              values.put(Metric.MODEL_AGE, age.toSeconds());
              values.put(Metric.FALLBACKS, scored ? 0 : 1);
            });
    metrics.record(values);
  }

  private static <T> T read(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InvalidFieldException e) {
      throw new ProblemException(400, e.getMessage(), Map.of("field", e.field()));
    }
  }
}
