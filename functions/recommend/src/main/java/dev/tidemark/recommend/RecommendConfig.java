package dev.tidemark.recommend;

import dev.tidemark.lambda.Environment;
import java.util.Map;

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
    String dynamoDbEndpoint,
    String s3Endpoint,
    String secretsEndpoint) {

  /**
   * @throws IllegalStateException naming every variable that is missing
   */
  static RecommendConfig of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    RecommendConfig config =
        new RecommendConfig(
            environment.required("INTERACTIONS_TABLE"),
            environment.required("CATALOGUE_TABLE"),
            environment.required("USER_KEY_SECRET"),
            environment.required("MODEL_STORE"),
            environment.optional("MODEL_VERSION"),
            environment.optional("DYNAMODB_ENDPOINT"),
            environment.optional("S3_ENDPOINT"),
            environment.optional("SECRETS_ENDPOINT"));
    environment.check();
    return config;
  }
}
