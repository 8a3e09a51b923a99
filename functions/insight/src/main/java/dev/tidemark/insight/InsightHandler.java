package dev.tidemark.insight;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.forecast.Question;
import dev.tidemark.forecast.UnknownSeriesException;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Failures;
import dev.tidemark.lambda.HttpFunction;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.ProblemException;
import dev.tidemark.lambda.SnapStart;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbTouchStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.TouchStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Lambda function that tells what came of the recommendations, who is likely to buy, and what will
 * be sold.
 */
public final class InsightHandler implements RequestStreamHandler {
  static final String METRICS = "GET /v1/metrics";
  static final String SEGMENTS = "GET /v1/segments";
  static final String FORECAST = "GET /v1/forecast";

  private static final Logger LOG = LoggerFactory.getLogger(InsightHandler.class);

  private final TouchStore touches;
  private final People people;
  private final Lanes lanes;
  private final InstantSource clock;
  private final ServedForecast forecast;
  private final HttpFunction http =
      new HttpFunction(
          Map.of(METRICS, this::metrics, SEGMENTS, this::segments, FORECAST, this::forecast));

  public InsightHandler() {
    this(Environment.read(InsightConfig::new));
    SnapStart.register(this::prime);
  }

  private InsightHandler(InsightConfig config) {
    this(
        open(config),
        Folders.store("model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint())),
        Lanes.several(),
        InstantSource.system());
  }

  /**
   * @param models the model store, which holds what is expected of people, too
   */
  InsightHandler(TouchStore touches, Folder models, Lanes lanes, InstantSource clock) {
    this.touches = touches;
    people = new People(models);
    this.lanes = lanes;
    this.clock = clock;
    forecast = new ServedForecast(new ModelRegistry(models), clock);
  }

  private static TouchStore open(InsightConfig config) {
    return new DynamoDbTouchStore(
        AwsClients.dynamoDb(config.dynamoDbEndpoint()),
        config.interactionsTable(),
        Backoff.interactive());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    http.handle(in, out, context);
  }

  /** Sets up the clients before the snapshot; that long ago nobody did anything. */
  void prime() {
    try {
      touches.of(Kind.CLICK, LocalDate.EPOCH, 0, touch -> {});
      forecast.current();
    } catch (ProblemException e) {
      LOG.info("before the snapshot: {}", e.getMessage());
    } catch (RuntimeException e) {
      // The snapshot also works without, its first request is only slower.
      LOG.warn("the stores were not read before the snapshot: {}", Failures.describe(e));
    }
  }

  private HttpResponse forecast(HttpRequest request, Context context) {
    try {
      Question question = new ForecastRequest(request.query()).question();
      return HttpResponse.json(200, ForecastJson.of(forecast.current().answer(question)));
    } catch (InvalidFieldException e) {
      throw new ProblemException(400, e.getMessage(), Map.of("field", e.field()));
    } catch (UnknownSeriesException e) {
      throw new ProblemException(404, e.getMessage());
    } catch (StoreUnavailableException e) {
      return unavailable();
    }
  }

  private HttpResponse metrics(HttpRequest request, Context context) {
    try {
      MetricsRequest asked = MetricsRequest.of(request.query(), clock.instant());
      Allowance allowance = new Allowance(context::getRemainingTimeInMillis);
      return HttpResponse.json(200, new Recount(touches, lanes).of(asked, allowance).json(asked));
    } catch (InvalidFieldException e) {
      throw new ProblemException(400, e.getMessage(), Map.of("field", e.field()));
    } catch (StoreUnavailableException e) {
      return unavailable();
    }
  }

  private HttpResponse segments(HttpRequest request, Context context) {
    try {
      SegmentRequest asked = SegmentRequest.of(request.query());
      return HttpResponse.json(200, new SegmentAnswer(asked).of(people))
          .withHeader("cache-control", "no-store");
    } catch (InvalidFieldException e) {
      throw new ProblemException(400, e.getMessage(), Map.of("field", e.field()));
    } catch (SdkException | IOException | UncheckedIOException e) {
      LOG.warn("people were not read: {}", Failures.describe(e));
      return unavailable();
    }
  }

  private static HttpResponse unavailable() {
    return HttpResponse.problem(503, "The store does not answer; send the request again")
        .withHeader("retry-after", "1");
  }
}
