package dev.tidemark.plan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.tables.SampledInteractionCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Lambda function that decides whether a new model is due; the state machine calls it first. */
public final class PlanHandler implements RequestStreamHandler {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Planner planner;

  public PlanHandler() {
    this(open(Environment.read(PlanConfig::new)));
  }

  PlanHandler(Planner planner) {
    this.planner = planner;
  }

  private static Planner open(PlanConfig config) {
    return new Planner(
        new ModelRegistry(
            Folders.store(
                "model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint()))),
        new SampledInteractionCounter(
            AwsClients.dynamoDb(config.dynamoDbEndpoint()),
            config.interactionsTable(),
            new SplittableRandom()),
        new StepFunctionsExecutions(
                AwsClients.of(SfnClient.builder(), config.statesEndpoint(), TIMEOUT, TIMEOUT),
                config.stateMachineArn())
            ::running,
        config.enoughEvents());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    PlanRequest request = Json.mapper().readValue(in, PlanRequest.class);
    out.write(Json.mapper().writeValueAsBytes(planner.plan(request)));
  }
}
