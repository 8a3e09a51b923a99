package dev.tidemark.userdata;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.files.PurgeList;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.DynamoDbPersonTable;
import dev.tidemark.store.tables.ErasureStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.PersonTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All that holds something of a user.
 *
 * @param tables by their names in a receipt
 */
record PersonStores(
    ErasureStore erasures,
    Map<String, PersonTable> tables,
    RecommendationFiles recommendations,
    PurgeList purgeList,
    DeadLetters deadLetters,
    Pseudonymiser users) {
  private static final String FOLDER = "file:";
  private static final Duration CONNECT = Duration.ofMillis(500);

  /** Longer than a queue waits for messages. */
  private static final Duration READ = Duration.ofSeconds(5);

  PersonStores {
    tables = Map.copyOf(tables);
  }

  static PersonStores open(UserDataConfig config) {
    DynamoDbClient client = AwsClients.dynamoDb(config.dynamoDbEndpoint());
    Backoff backoff = Backoff.interactive();
    Folder models =
        Folders.store("model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint()));
    return new PersonStores(
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), Clock.systemUTC(), Duration.ZERO, backoff),
        Map.of(
            "interactions",
            new DynamoDbPersonTable(client, config.interactionsTable(), backoff, Lanes.several()),
            "counters",
            new DynamoDbPersonTable(client, config.countersTable(), backoff, Lanes.several())),
        new RecommendationFiles(models),
        new PurgeList(models),
        deadLetters(config),
        new Pseudonymiser(
            UserKeySecret.read(
                config.userKeySecret(),
                () -> AwsClients.secretsManager(config.secretsEndpoint()))));
  }

  private static DeadLetters deadLetters(UserDataConfig config) {
    String place = config.deadLetters();
    return place.startsWith(FOLDER)
        ? new DeadLetterFiles(
            Folders.store(
                "dead letters",
                place,
                () -> {
                  throw new IllegalStateException("a folder is no bucket");
                }))
        : new DeadLetterQueue(
            AwsClients.of(SqsClient.builder(), config.sqsEndpoint(), CONNECT, READ), place);
  }
}
