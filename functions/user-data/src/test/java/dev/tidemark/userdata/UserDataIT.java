package dev.tidemark.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.lambda.Environment;
import dev.tidemark.servers.elasticmq.ElasticMq;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.PutResult;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The function on a real table and a real queue. */
class UserDataIT {
  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
  private static final Pseudonymiser USERS =
      new Pseudonymiser(SECRET.getBytes(StandardCharsets.UTF_8));
  private static final Map<String, String> PROPERTIES =
      Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");
  private static final int OTHERS = 23;

  private final TestTables tables = new TestTables(SharedDynamoDb.get());
  private final ElasticMq queues = ElasticMq.start();
  private final SqsClient sqs =
      SqsClient.builder()
          .endpointOverride(queues.endpoint())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  @TempDir private Path folder;

  @BeforeEach
  void setUp() {
    PROPERTIES.forEach(System::setProperty);
  }

  @AfterEach
  void tearDown() {
    tables.close();
    sqs.close();
    queues.close();
    PROPERTIES.keySet().forEach(System::clearProperty);
  }

  @Test
  void shouldEraseRowsAndDeadLettersOfOneUser() throws IOException {
    // Given
    String queue = sqs.createQueue(create -> create.queueName("dead-letters")).queueUrl();
    Client client = client(queue);
    DynamoDbInteractionStore store =
        new DynamoDbInteractionStore(
            tables.client(),
            tables.interactions(),
            Clock.systemUTC(),
            Duration.ofDays(30),
            Backoff.ofTotal(Duration.ofSeconds(60)));
    Instant now = Instant.now();
    List<Interaction> done =
        IntStream.range(0, 1_300)
            .mapToObj(i -> Shop.event("gone", "e" + i, now.minusSeconds(i)).by(USERS.keyOf("gone")))
            .toList();
    assertThat(store.put(done)).isEqualTo(new PutResult(1_300, 0, 0));
    CounterStore counters =
        new DynamoDbCounterStore(
            tables.client(),
            tables.counters(),
            Backoff.ofTotal(Duration.ofSeconds(60)),
            Lanes.one());
    Interaction newest = done.get(0);
    assertThat(counters.count(List.of(newest))).isEqualTo(1);
    for (int i = 0; i < OTHERS; i++) {
      send(queue, "{\"detail\":{\"userId\":\"other-" + i + "\"}}");
    }
    send(queue, "{\"detail\":{\"userId\":\"gone\"}}");
    send(queue, "{\"detail\":{\"events\":[{\"userId\":\"gone\"},{\"userId\":\"other\"}]}}");
    assertThat(client.data("gone", Map.of()).lines()).hasSize(1_300);

    // When
    JsonNode receipt = client.erase("gone").body();

    // Then
    assertThat(receipt.path("erased"))
        .hasToString(
            "{\"counters\":1,\"deadLetters\":2,\"interactions\":1300,\"recommendations\":0}");
    assertThat(
            tables.client().scan(scan -> scan.tableName(tables.counters())).items().stream()
                .map(item -> item.get("pk").s()))
        .doesNotContain(newest.user().value());
    assertThat(
            tables.client().scan(scan -> scan.tableName(tables.interactions())).items().stream()
                .map(item -> item.get("sk").s()))
        .containsExactly("#erased");
    assertThat(client.data("gone", Map.of()).lines()).hasSize(1);
    assertThat(client.erase("gone").body().path("erasedAt")).isEqualTo(receipt.path("erasedAt"));
  }

  @Test
  void shouldLeaveMessagesOfOthersWithTheirReasons() {
    // Given
    String queue = sqs.createQueue(create -> create.queueName("others")).queueUrl();
    for (int i = 0; i < OTHERS; i++) {
      send(queue, "{\"detail\":{\"events\":[{\"userId\":\"gone\"},{\"userId\":\"o" + i + "\"}]}}");
    }

    // When: what is sent again is met again, and is about others alone
    int found = new DeadLetterQueue(sqs, queue, 8).forget("gone", () -> false);

    // Then
    assertThat(found).isEqualTo(OTHERS);
    List<Message> left = shown(queue);
    assertThat(left)
        .hasSize(OTHERS)
        .allMatch(message -> !message.body().contains("gone"))
        .allMatch(
            message -> message.messageAttributes().get("reason").stringValue().equals("no item"));
  }

  /** All messages, as soon as they are no longer hidden. */
  private List<Message> shown(String queue) {
    Map<String, Message> all = new HashMap<>();
    for (int i = 0; i < 40 && all.size() < OTHERS; i++) {
      sqs.receiveMessage(
              receive ->
                  receive
                      .queueUrl(queue)
                      .maxNumberOfMessages(10)
                      .waitTimeSeconds(1)
                      .messageAttributeNames("All"))
          .messages()
          .forEach(message -> all.put(message.messageId(), message));
    }
    return List.copyOf(all.values());
  }

  private void send(String queue, String body) {
    MessageAttributeValue reason =
        MessageAttributeValue.builder().dataType("String").stringValue("no item").build();
    sqs.sendMessage(
        send -> send.queueUrl(queue).messageBody(body).messageAttributes(Map.of("reason", reason)));
  }

  private Client client(String queue) throws IOException {
    Path secret = folder.resolve("key");
    Files.writeString(secret, SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return new Client(
        PersonStores.open(
            Environment.read(
                Map.of(
                    "INTERACTIONS_TABLE", tables.interactions(),
                    "COUNTERS_TABLE", tables.counters(),
                    "USER_KEY_SECRET", secret.toUri().toString(),
                    "MODEL_STORE", folder.resolve("models").toUri().toString(),
                    "DEAD_LETTERS", queue,
                    "DYNAMODB_ENDPOINT", SharedDynamoDb.get().endpoint().toString(),
                    "SQS_ENDPOINT", queues.endpoint().toString()),
                UserDataConfig::new)),
        InstantSource.system());
  }
}
