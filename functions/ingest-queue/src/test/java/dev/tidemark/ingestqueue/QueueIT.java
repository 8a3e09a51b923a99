package dev.tidemark.ingestqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.servers.elasticmq.ElasticMq;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
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

/** The function as its environment puts it together, on real tables and a real queue. */
class QueueIT {
  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
  private static final Pseudonymiser USERS = new Pseudonymiser(SECRET.getBytes(UTF_8));
  private static final Map<String, String> PROPERTIES =
      Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  private final TestTables tables = new TestTables(SharedDynamoDb.get());
  private final ElasticMq queues = ElasticMq.start();
  private final SqsClient client =
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
    client.close();
    queues.close();
    tables.close();
    PROPERTIES.keySet().forEach(System::clearProperty);
  }

  @Test
  void shouldStoreEventsAndFilesAndSetTheRestAside() throws IOException {
    // Given
    String deadLetters = client.createQueue(queue -> queue.queueName("dead")).queueUrl();
    String files = client.createQueue(queue -> queue.queueName("files")).queueUrl();
    Path imports = Files.createDirectories(folder.resolve("import/events"));
    Files.writeString(
        imports.resolve("a.csv"), "user_id,item_id,event_type,timestamp\nu,file,view,1764000000\n");
    Adapters adapters =
        Adapters.open(
            Environment.read(environment(files, deadLetters), QueueConfig::new),
            new Metrics("ingest-queue", line -> {}));
    Queue queue = new Queue(new Messages(adapters.ports(), adapters.files()));
    QueueHandler handler =
        new QueueHandler(
            new Messages(adapters.ports(), adapters.files()),
            adapters.deadLetters(),
            adapters.rests());
    String event =
        Queue.event(
            "Shopper Event",
            "{'userId':'u','itemId':'bus','type':'view','timestamp':1764000001000}");

    // When: the neighbours are delivered twice
    assertThat(queue.deliver(event, Queue.file("events/a.csv"))).isEmpty();
    assertThat(queue.deliver(event, Queue.file("events/a.csv"))).isEmpty();
    assertThat(Queue.deliver(handler, batch("not JSON"))).isEmpty();
    adapters.rests().accept("the rest");

    // Then
    assertThat(adapters.ports().interactions().newest(USERS.keyOf("u"), 10))
        .extracting(Interaction::itemId)
        .containsExactly("bus", "file");
    List<Message> aside =
        client
            .receiveMessage(receive -> receive.queueUrl(deadLetters).messageAttributeNames("All"))
            .messages();
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).body()).isEqualTo("not JSON");
    assertThat(aside.get(0).messageAttributes().get(SqsDeadLetters.REASON).stringValue())
        .isEqualTo("the message is not JSON");
    assertThat(client.receiveMessage(receive -> receive.queueUrl(files)).messages())
        .extracting(Message::body)
        .containsExactly("the rest");
  }

  private Map<String, String> environment(String files, String deadLetters) throws IOException {
    Path secret = folder.resolve("key");
    Files.writeString(secret, SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return Map.of(
        "INTERACTIONS_TABLE", tables.interactions(),
        "CATALOGUE_TABLE", tables.catalogue(),
        "USER_KEY_SECRET", secret.toUri().toString(),
        "RETENTION_DAYS", "30",
        "DYNAMODB_ENDPOINT", SharedDynamoDb.get().endpoint().toString(),
        "IMPORT_STORE", folder.resolve("import").toUri().toString(),
        "IMPORT_QUEUE", files,
        "DEAD_LETTER_QUEUE", deadLetters,
        "SQS_ENDPOINT", queues.endpoint().toString());
  }

  private static byte[] batch(String body) {
    return ("{\"Records\":[{\"messageId\":\"1\",\"body\":\"" + body + "\"}]}").getBytes(UTF_8);
  }
}
