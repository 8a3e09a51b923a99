package dev.tidemark.promote;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * What this function promotes, and by which rules, from its environment.
 *
 * @param modelStore {@code s3://bucket} or {@code file:///folder}; both hold {@code models/}
 * @param function name of the function that recommends
 * @param alias of that function that the API calls
 * @param fewestEvents held-out events that a comparison needs
 * @param servingMebibytes memory of the serving function
 * @param s3Endpoint empty = AWS, as the other endpoints
 */
record PromoteConfig(
    String modelStore,
    String function,
    String alias,
    int fewestEvents,
    int servingMebibytes,
    Optional<URI> s3Endpoint,
    Optional<URI> lambdaEndpoint,
    Optional<URI> cloudWatchEndpoint) {

  private static final int MOST_EVENTS = 1_000_000;
  private static final int LEAST_MEMORY = 128;
  private static final int MOST_MEMORY = 10_240;

  PromoteConfig(Environment environment) {
    this(
        environment.required("MODEL_STORE"),
        environment.required("RECOMMEND_FUNCTION"),
        environment.required("RECOMMEND_ALIAS"),
        environment.wholeNumber("FEWEST_TEST_EVENTS", 1, MOST_EVENTS),
        environment.wholeNumber("RECOMMEND_MEMORY_MB", LEAST_MEMORY, MOST_MEMORY),
        environment.endpoint("S3_ENDPOINT"),
        environment.endpoint("LAMBDA_ENDPOINT"),
        environment.endpoint("CLOUDWATCH_ENDPOINT"));
  }
}
