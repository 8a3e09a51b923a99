package dev.tidemark.recommend;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * Where this function finds its data, from its environment.
 *
 * @param userKeySecret ARN of the secret, or {@code file:///path}
 * @param dynamoDbEndpoint empty = AWS, as the other endpoints
 * @param modelStore {@code s3://bucket} or {@code file:///folder}; both hold {@code models/}
 * @param modelVersion empty = there is no model yet
 */
record RecommendConfig(
    String interactionsTable,
    String catalogueTable,
    String userKeySecret,
    String modelStore,
    String modelVersion,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> s3Endpoint,
    Optional<URI> secretsEndpoint) {

  RecommendConfig(Environment environment) {
    this(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("CATALOGUE_TABLE"),
        environment.required("USER_KEY_SECRET"),
        environment.required("MODEL_STORE"),
        environment.optional("MODEL_VERSION"),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("S3_ENDPOINT"),
        environment.endpoint("SECRETS_ENDPOINT"));
  }
}
