package dev.tidemark.plan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.ModelStores;
import dev.tidemark.store.tables.SampledInteractionCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Lambda function that decides whether a new model is due; the state machine calls it first. */
public final class PlanHandler implements RequestStreamHandler {
  private final Planner planner;

  public PlanHandler() {
    this(open(PlanConfig.of(System.getenv())));
  }

  PlanHandler(Planner planner) {
    this.planner = planner;
  }

  private static Planner open(PlanConfig config) {
    DynamoDbClient tables =
        config.dynamoDbEndpoint().map(AwsClients::dynamoDb).orElseGet(AwsClients::dynamoDb);
    Supplier<S3Client> s3 = () -> config.s3Endpoint().map(AwsClients::s3).orElseGet(AwsClients::s3);
    return new Planner(
        new ModelVersions(
            ModelStores.open(config.modelStore(), s3),
            ModelStores.objects(config.modelStore(), s3)),
        new SampledInteractionCounter(tables, config.interactionsTable(), new SplittableRandom()),
        new StepFunctionsExecutions(
            StepFunctionsExecutions.client(config.statesEndpoint()), config.stateMachineArn()),
        config.enoughEvents());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    PlanRequest request = Json.mapper().readValue(in, PlanRequest.class);
    out.write(Json.mapper().writeValueAsBytes(planner.plan(request)));
  }
}
