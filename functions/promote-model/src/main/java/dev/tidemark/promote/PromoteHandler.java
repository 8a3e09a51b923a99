package dev.tidemark.promote;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lambda function that takes one step of a model's way into service. */
public final class PromoteHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PromoteHandler.class);

  private final Promotion promotion;

  public PromoteHandler() {
    this(Startup.open(Environment.read(System.getenv(), PromoteConfig::new)));
  }

  PromoteHandler(Promotion promotion) {
    this.promotion = promotion;
  }

  /**
   * @throws IllegalArgumentException where step or model version are missing or wrong
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode request = Json.mapper().readTree(in);
    PromotionStep step = PromotionStep.of(request.path("step").asText());
    String model = request.path("modelVersion").asText();
    if (model.isBlank()) {
      throw new IllegalArgumentException("modelVersion is missing; give the version of a model");
    }
    StepResult result = promotion.run(step, model);
    LOG.info("{} of model {}: {} {}", step, model, result.outcome(), result.reason());
    Json.mapper().writeValue(out, result);
  }
}
