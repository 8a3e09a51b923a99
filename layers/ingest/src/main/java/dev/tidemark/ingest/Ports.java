package dev.tidemark.ingest;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.Lanes;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a function that takes entries in works with. */
public record Ports(
    InteractionStore interactions, CatalogueStore catalogue, Pseudonymiser users, Clock clock) {

  /**
   * Opens the stores that a configuration names.
   *
   * @param backoff how long writing is tried
   */
  public static Ports open(IngestConfig config, Backoff backoff) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient client = AwsClients.dynamoDb(config.dynamoDbEndpoint());
    Lanes lanes = Lanes.several();
    return new Ports(
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), clock, config.retention(), backoff, lanes),
        new DynamoDbCatalogueStore(client, config.catalogueTable(), clock, backoff, lanes),
        new Pseudonymiser(
            UserKeySecret.read(
                config.userKeySecret(), () -> AwsClients.secretsManager(config.secretsEndpoint()))),
        clock);
  }
}
