package dev.tidemark.ingest;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.adapter.AwsClients;
import dev.tidemark.store.adapter.Backoff;
import dev.tidemark.store.adapter.DynamoDbCatalogueStore;
import dev.tidemark.store.adapter.DynamoDbInteractionStore;
import dev.tidemark.store.adapter.UserKeySecret;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the function together from its configuration. */
final class Startup {
  private Startup() {}

  static Ports open(IngestConfig config) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient client =
        config.dynamoDbEndpoint().map(AwsClients::dynamoDb).orElseGet(AwsClients::dynamoDb);
    Backoff backoff = Backoff.interactive();
    return new Ports(
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), clock, config.retention(), backoff),
        new DynamoDbCatalogueStore(client, config.catalogueTable(), clock, backoff),
        new Pseudonymiser(UserKeySecret.read(config.userKeySecret(), () -> secrets(config))),
        clock);
  }

  private static SecretsManagerClient secrets(IngestConfig config) {
    return config
        .secretsEndpoint()
        .map(AwsClients::secretsManager)
        .orElseGet(AwsClients::secretsManager);
  }
}
