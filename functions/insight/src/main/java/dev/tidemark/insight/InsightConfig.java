package dev.tidemark.insight;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * Where this function finds its data, from its environment.
 *
 * @param modelStore {@code s3://bucket} or {@code file:///folder}; holds {@code models/} and {@code
 *     recommendations/people/}
 * @param s3Endpoint empty = AWS, as the other endpoint
 */
record InsightConfig(
    String interactionsTable,
    String modelStore,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> s3Endpoint) {
  InsightConfig(Environment environment) {
    this(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("MODEL_STORE"),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("S3_ENDPOINT"));
  }
}
