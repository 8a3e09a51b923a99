package dev.tidemark.plan;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * What decides whether a model is due, from the function's environment.
 *
 * @param modelStore {@code s3://bucket} or {@code file:///folder}; both hold {@code models/}
 * @param enoughEvents new events that make a model due
 * @param dynamoDbEndpoint empty = AWS, as the other endpoints
 */
record PlanConfig(
    String interactionsTable,
    String modelStore,
    String stateMachineArn,
    int enoughEvents,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> s3Endpoint,
    Optional<URI> statesEndpoint) {

  PlanConfig(Environment environment) {
    this(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("MODEL_STORE"),
        environment.required("TRAINING_STATE_MACHINE"),
        environment.wholeNumber("ENOUGH_NEW_EVENTS", 1, Integer.MAX_VALUE),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("S3_ENDPOINT"),
        environment.endpoint("STATES_ENDPOINT"));
  }
}
