package dev.tidemark.ingest;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Opens the stores that a configuration names. */
public final class Startup {
  private Startup() {}

  /**
   * @param backoff how long writing is tried
   */
  public static Ports open(IngestConfig config, Backoff backoff) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient client = AwsClients.dynamoDb(config.dynamoDbEndpoint());
    return new Ports(
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), clock, config.retention(), backoff),
        new DynamoDbCatalogueStore(client, config.catalogueTable(), clock, backoff),
        new Pseudonymiser(UserKeySecret.read(config.userKeySecret(), () -> secrets(config))),
        clock);
  }

  private static SecretsManagerClient secrets(IngestConfig config) {
    return AwsClients.secretsManager(config.secretsEndpoint());
  }
}
