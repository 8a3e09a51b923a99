package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.IngestConfig;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.FakeTime;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function on real tables. */
class IngestIT {
  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
  private static final Pseudonymiser USERS = new Pseudonymiser(SECRET.getBytes(UTF_8));
  private static final Map<String, String> PROPERTIES =
      Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");
  private static final String BODY =
      "{\"events\":["
          + "{\"userId\":\"u\",\"itemId\":\"a\",\"type\":\"view\",\"timestamp\":1764000000000},"
          + "{\"userId\":\"u\",\"itemId\":\"b\",\"type\":\"rating\",\"timestamp\":1764000001000,\"value\":4.5},"
          + "{\"userId\":\"u\",\"itemId\":\"a\",\"type\":\"view\",\"timestamp\":1764000000000}]}";

  private final LostWrites line = new LostWrites();
  private final TestTables tables = new TestTables(SharedDynamoDb.get(), line);

  @TempDir private Path folder;

  @BeforeEach
  void setUp() {
    PROPERTIES.forEach(System::setProperty);
  }

  @AfterEach
  void tearDown() {
    tables.close();
    PROPERTIES.keySet().forEach(System::clearProperty);
  }

  @Test
  void shouldStoreEachEventOnceHoweverOftenItIsSent() {
    // Given
    Ports ports = ports(tables.interactions());
    Client client = new Client(ports);

    // When
    Client.Answer first = client.events(BODY);
    Client.Answer second = client.events(BODY);

    // Then
    assertAnswer(first, 202, 2, 1);
    assertAnswer(second, 202, 0, 3);
    List<Interaction> stored = ports.interactions().newest(USERS.keyOf("u"), 10);
    assertThat(stored).extracting(Interaction::itemId).containsExactly("b", "a");
    assertThat(stored.get(0).value()).isEqualTo(4.5);
  }

  @Test
  void shouldAnswer503WhereTheStoreRefuses() {
    Client.Answer answer = new Client(ports("no-such-table")).events(BODY);

    assertAnswer(answer, 503, 0, 1);
    assertThat(answer.headers().path("retry-after").asInt()).isPositive();
    assertThat(answer.body().path("unacknowledged").asInt()).isEqualTo(2);
    assertThat(answer.text()).doesNotContain("no-such-table");
  }

  @Test
  void shouldStoreTheRestWhenABodyThatWasStoredInPartIsSentAgain() {
    // Given: room for one write of 25
    Client client = new Client(ports(tables.interactions()));
    String body = events(60);
    line.loseRequestsAfter(1);

    // When
    Client.Answer answer = client.events(body);

    // Then
    assertAnswer(answer, 503, 25, 0);
    assertThat(answer.body().path("unacknowledged").asInt()).isEqualTo(35);
    line.repair();
    assertAnswer(client.events(body), 202, 35, 25);
    assertAnswer(client.events(body), 202, 0, 60);
  }

  @Test
  void shouldStoreNothingTwiceWhereOnlyAnswersWereLost() {
    // Given
    Ports ports = ports(tables.interactions());
    Client client = new Client(ports);
    line.loseAnswersAfter(0);

    // When
    Client.Answer answer = client.events(events(20));

    // Then: nothing is claimed to be stored, but all of it is
    assertAnswer(answer, 503, 0, 0);
    line.repair();
    assertAnswer(client.events(events(20)), 202, 0, 20);
    assertThat(ports.interactions().newest(USERS.keyOf("u"), 100)).hasSize(20);
  }

  @Test
  void shouldSayWhichItemsWereNotStored() {
    // Given
    Client client = new Client(ports(tables.interactions()));
    String body = "{\"items\":[{\"itemId\":\"lamp\",\"title\":\"Lamp\"},{\"itemId\":7}]}";
    line.loseRequestsAfter(0);

    // When, then
    assertAnswer(client.items(body), 503, 0, 0);
    line.repair();
    assertAnswer(client.items(body), 202, 2, 0);
    assertAnswer(client.items(body), 202, 0, 2);
    line.loseAnswersAfter(0);
    assertAnswer(client.patches("{\"items\":[{\"itemId\":7,\"active\":false}]}"), 503, 0, 0);
    line.repair();
    assertAnswer(client.patches("{\"items\":[{\"itemId\":7,\"active\":false}]}"), 202, 0, 1);
  }

  @Test
  void shouldBePutTogetherFromItsEnvironment() throws IOException {
    // Given
    Path secret = folder.resolve("key");
    Files.writeString(secret, SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Ports ports =
        Ports.open(
            Environment.read(
                Map.of(
                    "INTERACTIONS_TABLE", tables.interactions(),
                    "CATALOGUE_TABLE", tables.catalogue(),
                    "USER_KEY_SECRET", secret.toUri().toString(),
                    "RETENTION_DAYS", "30",
                    "DYNAMODB_ENDPOINT", SharedDynamoDb.get().endpoint().toString()),
                IngestConfig::new),
            Backoff.interactive());

    // When
    RequestRehearsal.run(ports, new Metrics("ingest-api", line -> {}));
    Client client = new Client(ports);
    assertAnswer(client.events(events(1)), 202, 1, 0);
    assertAnswer(client.items("{\"items\":[{\"itemId\":\"lamp\"}]}"), 202, 1, 0);

    // Then: the user is a pseudonym, and what is kept expires by the time of receipt
    List<Map<String, AttributeValue>> stored =
        tables.client().scan(scan -> scan.tableName(tables.interactions())).items();
    assertThat(stored).hasSize(1);
    assertThat(stored.get(0).get("pk").s()).isEqualTo(USERS.keyOf("u").value());
    Instant expiry = Instant.ofEpochSecond(Long.parseLong(stored.get(0).get("expiresAt").n()));
    assertThat(expiry)
        .isBetween(
            Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(30)));
    assertThat(ports.catalogue().find(List.of("lamp"))).containsOnlyKeys("lamp");
  }

  private static void assertAnswer(Client.Answer answer, int status, int accepted, int duplicates) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("accepted").asInt(-1)).isEqualTo(accepted);
    assertThat(answer.body().path("duplicates").asInt(-1)).isEqualTo(duplicates);
  }

  private static String events(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"userId\":\"u\",\"itemId\":\"item-"
                    + i
                    + "\",\"type\":\"view\",\"timestamp\":1764000000000}")
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  private Ports ports(String interactions) {
    FakeTime clock = new FakeTime();
    Backoff backoff = new Backoff(Duration.ofSeconds(3), clock, clock, new Random(3));
    return new Ports(
        new DynamoDbInteractionStore(
            tables.client(), interactions, clock, Duration.ofDays(30), backoff),
        new DynamoDbCatalogueStore(tables.client(), tables.catalogue(), clock, backoff),
        USERS,
        clock);
  }
}
