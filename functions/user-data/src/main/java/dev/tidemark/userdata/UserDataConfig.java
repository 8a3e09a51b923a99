package dev.tidemark.userdata;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * Where what is held of users is, from the function's environment.
 *
 * @param modelStore {@code s3://bucket} or {@code file:///folder}; both hold {@code
 *     recommendations/} and {@code erased/}
 * @param deadLetters address of a queue, or {@code file:///folder} with a file for each message
 * @param dynamoDbEndpoint empty = AWS, as the other endpoints
 */
record UserDataConfig(
    String interactionsTable,
    String countersTable,
    String userKeySecret,
    String modelStore,
    String deadLetters,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> secretsEndpoint,
    Optional<URI> s3Endpoint,
    Optional<URI> sqsEndpoint) {

  UserDataConfig(Environment environment) {
    this(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("COUNTERS_TABLE"),
        environment.required("USER_KEY_SECRET"),
        environment.required("MODEL_STORE"),
        environment.required("DEAD_LETTERS"),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("SECRETS_ENDPOINT"),
        environment.endpoint("S3_ENDPOINT"),
        environment.endpoint("SQS_ENDPOINT"));
  }
}
