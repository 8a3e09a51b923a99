package dev.tidemark.recommend;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.lambda.HttpFunction;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Problem;
import dev.tidemark.lambda.ProblemException;
import dev.tidemark.lambda.SnapStart;
import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Lambda function that recommends items to a user. */
public final class RecommendHandler implements RequestStreamHandler {
  static final String RECOMMENDATIONS = "GET /v1/users/{id}/recommendations";
  static final String MODELS = "GET /v1/models";
  static final String HEALTH = "GET /health";

  private final Serving serving;
  private final ModelList models;
  private final HttpFunction http =
      new HttpFunction(
          Map.of(
              RECOMMENDATIONS,
              this::recommendations,
              MODELS,
              (request, context) -> models(),
              HEALTH,
              (request, context) -> HttpResponse.json(200, Map.of("status", "ok"))));

  public RecommendHandler() {
    this(RecommendConfig.of(System.getenv()));
    SnapStart.register(this::prime, () -> {});
  }

  private RecommendHandler(RecommendConfig config) {
    this(Startup.open(config), Startup.models(config));
  }

  RecommendHandler(Serving serving, ModelList models) {
    this.serving = serving;
    this.models = models;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    http.handle(in, out, context);
  }

  void prime() {
    new Priming(this, serving.data()).run(serving.warmup());
  }

  private HttpResponse recommendations(HttpRequest request, Context context) {
    try {
      return HttpResponse.json(
          200,
          serving
              .recommender()
              .recommend(read(request, serving.users()), context::getRemainingTimeInMillis));
    } catch (StoreUnavailableException e) {
      return HttpResponse.problem(
              Problem.of(503, "The catalogue does not answer; send the request again"))
          .withHeader("retry-after", "1");
    }
  }

  private HttpResponse models() {
    try {
      return HttpResponse.json(200, models.read());
    } catch (StoreUnavailableException e) {
      return HttpResponse.problem(
              Problem.of(503, "The model store does not answer; send the request again"))
          .withHeader("retry-after", "1");
    }
  }

  private static RecommendationRequest read(HttpRequest request, Pseudonymiser users) {
    try {
      return RecommendationRequest.of(request, users);
    } catch (InvalidFieldException e) {
      throw new ProblemException(Problem.badField(e.field(), e.getMessage()));
    }
  }
}
