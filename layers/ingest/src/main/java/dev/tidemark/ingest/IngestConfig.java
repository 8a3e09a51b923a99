package dev.tidemark.ingest;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.time.Duration;
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

  public IngestConfig(Environment environment) {
    this(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("CATALOGUE_TABLE"),
        environment.required("USER_KEY_SECRET"),
        Duration.ofDays(environment.wholeNumber("RETENTION_DAYS", 0, MOST_DAYS)),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("SECRETS_ENDPOINT"));
  }
}
