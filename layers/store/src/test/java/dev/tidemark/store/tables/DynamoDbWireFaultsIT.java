package dev.tidemark.store.tables;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.StoreUnavailableException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Faults as they come over the wire, read by the real client with its real timeouts. */
class DynamoDbWireFaultsIT {
  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static final String GET = "BatchGetItem";
  private static final String WRITE = "BatchWriteItem";
  private static final String DONE = "{\"UnprocessedItems\":{}}";
  private static final String NOTHING_THERE =
      "{\"Responses\":{\"Shop\":[]},\"UnprocessedKeys\":{}}";
  private static final String HEALED = "healed";

  private DynamoDbClient client;
  private InteractionStore store;

  @BeforeEach
  void makeStore() {
    client =
        AwsClients.dynamoDbBuilder()
            .endpointOverride(URI.create(SERVER.baseUrl()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    store = store(Backoff.interactive());
    SERVER.stubFor(on(GET).willReturn(ok(NOTHING_THERE)));
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalServerError",
    "503, ServiceUnavailable",
    "400, ProvisionedThroughputExceededException",
    "400, ThrottlingException",
    "400, RequestLimitExceeded"
  })
  void shouldTryAgainAfterAFaultThatMayPass(int status, String type) {
    // Given
    failOnce(GET, error(status, type));
    failOnce(WRITE, error(status, type));

    // When
    PutResult result = store.put(List.of(interaction(USER, "e1", 1000)));

    // Then
    assertThat(result).isEqualTo(new PutResult(1, 0, 0));
    SERVER.verify(exactly(2), calls(GET));
    SERVER.verify(exactly(2), calls(WRITE));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void shouldTryAgainAfterABrokenConnection(Fault fault) {
    // Given
    failOnce(GET, aResponse().withFault(fault));
    failOnce(WRITE, aResponse().withFault(fault));

    // When, then
    assertThat(store.put(List.of(interaction(USER, "e1", 1000)))).isEqualTo(new PutResult(1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ValidationException", "ResourceNotFoundException", "AccessDeniedException"})
  void shouldNotTryAgainWhatCanNeverPass(String type) {
    // Given
    SERVER.stubFor(on(WRITE).willReturn(error(400, type)));
    SERVER.stubFor(on("Query").willReturn(error(400, type)));

    // When, then
    assertThat(store.put(List.of(interaction(USER, "e1", 1000)))).isEqualTo(new PutResult(0, 0, 1));
    assertThatThrownBy(() -> store.newest(USER, 1)).isInstanceOf(StoreUnavailableException.class);
    SERVER.verify(exactly(1), calls(WRITE));
    SERVER.verify(exactly(1), calls("Query"));
  }

  @Test
  void shouldAnswerWithinFiveSecondsThoughTheTableNeverDoes() {
    // Given
    SERVER.stubFor(on(GET).willReturn(ok(DONE).withFixedDelay(2_000)));

    // When
    long start = System.nanoTime();
    PutResult result = store.put(interactions(USER, 500));

    // Then
    assertThat(result).isEqualTo(new PutResult(0, 0, 500));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void shouldGiveUpOnAnItemThatStaysUnprocessed() {
    // Given
    FakeTime time = new FakeTime();
    Backoff backoff = new Backoff(Duration.ofSeconds(3), time, time, new Random(1));
    String write = "{\"PutRequest\":{\"Item\":{\"pk\":{\"S\":\"p\"}}}}";
    SERVER.stubFor(on(WRITE).willReturn(ok("{\"UnprocessedItems\":{\"Shop\":[" + write + "]}}")));

    // When
    PutResult result = store(backoff).put(interactions(USER, 3));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 0, 1));
  }

  @Test
  void shouldGiveUpWhereNobodyListens() {
    // Given
    try (DynamoDbClient nobody =
        AwsClients.dynamoDbBuilder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      InteractionStore unreachable =
          new DynamoDbInteractionStore(
              nobody,
              "Shop",
              Clock.systemUTC(),
              Duration.ZERO,
              Backoff.ofTotal(Duration.ofMillis(300)));

      // When, then
      assertThat(unreachable.put(interactions(USER, 3))).isEqualTo(new PutResult(0, 0, 3));
      assertThatThrownBy(() -> unreachable.newest(USER, 1))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("Query on table Shop");
    }
  }

  private InteractionStore store(Backoff backoff) {
    return new DynamoDbInteractionStore(client, "Shop", Clock.systemUTC(), Duration.ZERO, backoff);
  }

  private static void failOnce(String operation, ResponseDefinitionBuilder failure) {
    SERVER.stubFor(
        on(operation)
            .inScenario(operation)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo(HEALED)
            .willReturn(failure));
    SERVER.stubFor(
        on(operation)
            .inScenario(operation)
            .whenScenarioStateIs(HEALED)
            .willReturn(ok(operation.equals(GET) ? NOTHING_THERE : DONE)));
  }

  private static MappingBuilder on(String operation) {
    return post("/").withHeader("X-Amz-Target", equalTo(target(operation)));
  }

  private static RequestPatternBuilder calls(String operation) {
    return postRequestedFor(urlEqualTo("/")).withHeader("X-Amz-Target", equalTo(target(operation)));
  }

  private static String target(String operation) {
    return "DynamoDB_20120810." + operation;
  }

  private static ResponseDefinitionBuilder ok(String body) {
    return aResponse().withHeader("Content-Type", "application/x-amz-json-1.0").withBody(body);
  }

  private static ResponseDefinitionBuilder error(int status, String type) {
    return ok("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"no\"}")
        .withStatus(status);
  }
}
