package dev.tidemark.ingest;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where a function stores what it takes in, from its environment.
 *
 * @param retention time after receipt for which events are kept; zero = for ever
 */
public record IngestConfig(
    String interactionsTable,
    String catalogueTable,
    String userKeySecret,
    Duration retention,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> secretsEndpoint) {

  private static final int MOST_DAYS = 36_500;

  /**
   * @throws IllegalStateException naming every variable that is missing or wrong
   */
  public static IngestConfig of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    IngestConfig config = of(environment);
    environment.check();
    return config;
  }

  /** For a function that reads more than this, and then checks all of it at once. */
  public static IngestConfig of(Environment environment) {
    return new IngestConfig(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("CATALOGUE_TABLE"),
        environment.required("USER_KEY_SECRET"),
        Duration.ofDays(environment.wholeNumber("RETENTION_DAYS", 0, MOST_DAYS)),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("SECRETS_ENDPOINT"));
  }
}
