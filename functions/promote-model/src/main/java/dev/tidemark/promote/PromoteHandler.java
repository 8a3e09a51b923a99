package dev.tidemark.promote;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.model.ModelBudget;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.promote.aws.CloudWatchCanaryMetrics;
import dev.tidemark.promote.aws.LambdaServingFunction;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Lambda function that takes one step of a model's way into service. */
public final class PromoteHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PromoteHandler.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** A warm-up request may have to wait for a restored function. */
  private static final Duration READ = Duration.ofSeconds(40);

  private final Promotion promotion;
  private final Refusals refusals;

  public PromoteHandler() {
    this(Environment.read(PromoteConfig::new));
  }

  private PromoteHandler(PromoteConfig config) {
    this(config, registry(config));
  }

  private PromoteHandler(PromoteConfig config, ModelRegistry registry) {
    this(promotion(config, registry), new Refusals(registry, Metrics.toLog()));
  }

  PromoteHandler(Promotion promotion, Refusals refusals) {
    this.promotion = promotion;
    this.refusals = refusals;
  }

  private static ModelRegistry registry(PromoteConfig config) {
    return new ModelRegistry(
        Folders.store(
            "model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint())));
  }

  private static Promotion promotion(PromoteConfig config, ModelRegistry registry) {
    InstantSource clock = InstantSource.system();
    return new Promotion(
        new LambdaServingFunction(
            AwsClients.of(LambdaClient.builder(), config.lambdaEndpoint(), CONNECT, READ),
            config.function(),
            config.alias()),
        new CloudWatchCanaryMetrics(
            AwsClients.of(CloudWatchClient.builder(), config.cloudWatchEndpoint(), CONNECT, READ),
            config.function(),
            config.alias(),
            clock),
        registry,
        new Admission(
            registry,
            new QualityGate(config.fewestEvents()),
            new PackageCheck(registry, ModelBudget.ofLambda(config.servingMebibytes())),
            clock),
        clock);
  }

  /**
   * @throws IllegalArgumentException where step, model version or share are missing or wrong
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode request = Json.mapper().readTree(in);
    PromotionStep step = PromotionStep.of(request.path("step").asText());
    String model = request.path("modelVersion").asText();
    if (model.isBlank() && step != PromotionStep.SETTLE) {
      throw new IllegalArgumentException("modelVersion is missing; give the version of a model");
    }
    StepResult result = promotion.run(step, model, request.path("share").asInt());
    if (step == PromotionStep.PUBLISH) {
      result = refusals.told(result);
    }
    LOG.info("{} of model {}: {} {}", step, model, result.outcome(), result.reason());
    Json.mapper().writeValue(out, result);
  }
}
