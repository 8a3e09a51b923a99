package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.RecommendationId;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.TouchStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InsightHandlerTest {
  private static final Path HOME = Path.of("..", "..");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

  private final InMemoryInteractionStore store = new InMemoryInteractionStore();
  private final Client client = new Client(store, CLOCK);

  @Test
  void shouldAnswerTheSampleAsTheDescriptionSays() throws IOException {
    // Given
    store.put(List.of(shown("user-1", "a"), shown("user-2", "b")));
    byte[] sample = Files.readAllBytes(HOME.resolve("events/insight-metrics.json"));

    // When
    JsonNode plain = Client.body(client.call(sample));
    JsonNode compared = client.metrics(Map.of("compare", "a,b"));

    // Then
    assertThat(plain.path("impressions").asInt()).isEqualTo(2);
    assertThat(plain.has("comparison")).isFalse();
    assertFits(plain);
    assertFits(compared);
  }

  @Test
  void shouldTellTheArmsApartAndLeaveOutWhoIsInBoth() {
    // Given
    store.put(
        List.of(
            shown("user-1", "a"),
            shown("user-2", "a"),
            shown("user-3", "b"),
            shown("user-4", "a"),
            shown("user-4", "b"),
            shown("user-5", "older")));

    // When
    JsonNode comparison = client.metrics(Map.of("compare", "a,b")).path("comparison");

    // Then
    assertThat(comparison.path("arms").path(0).path("modelVersion").asText()).isEqualTo("a");
    assertThat(comparison.path("arms").path(0).path("users").asInt()).isEqualTo(2);
    assertThat(comparison.path("arms").path(1).path("impressions").asInt()).isEqualTo(1);
    assertThat(comparison.path("mixedUsers").asInt()).isEqualTo(1);
    assertThat(comparison.path("conclusion").asText()).startsWith("too few");
  }

  @Test
  void shouldPutForeignListsUnderAnotherStrategy() {
    Interaction foreign = shown("user-1", "a");
    store.put(
        List.of(
            new Interaction(
                foreign.user(),
                "foreign",
                "item",
                "impression",
                foreign.timestamp(),
                Double.NaN,
                Double.NaN,
                0,
                Map.of("recommendationId", "campaign 7"))));

    JsonNode by = client.metrics(Map.of()).path("by");

    assertThat(by.path("strategy").path(0).path("name").asText()).isEqualTo("other");
    assertThat(by.path("modelVersion").path(0).path("name").asText()).isEqualTo("other");
    assertThat(by.path("placement").path(0).path("name").asText()).isEqualTo("unknown");
  }

  @Test
  void shouldSumUpWhatIsBeyondAHundredPlacements() {
    for (int i = 0; i < 130; i++) {
      store.put(List.of(shown("user-" + i, "model-" + (i + 1_000))));
    }

    JsonNode models = client.metrics(Map.of()).path("by").path("modelVersion");

    assertThat(models).hasSize(101);
    assertThat(models.path(0).path("name").asText()).isEqualTo("model-1000");
    assertThat(models.path(100).path("name").asText()).isEqualTo("other");
    assertThat(models.path(100).path("impressions").asInt()).isEqualTo(30);
  }

  @Test
  void shouldNameTheParameterThatIsWrong() {
    JsonNode answer = client.call(Map.of("from", "soon"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("field").asText()).isEqualTo("from");
  }

  @Test
  void shouldAnswer503WhereTheStoreDoesNot() {
    JsonNode answer =
        new Client(
                new Stubborn(
                    sink -> {
                      throw new StoreUnavailableException("table t failed", null);
                    }),
                CLOCK)
            .call(Map.of());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(answer.path("headers").path("retry-after").asText()).isEqualTo("1");
    assertThat(answer.path("body").asText()).doesNotContain("table t");
  }

  @Test
  void shouldGiveUpBeforeTimeIsUp() {
    Touch touch =
        new Touch(
            Kind.IMPRESSION, new UserKey("u"), "i", CLOCK.instant(), "list", "", Double.NaN, 0);
    TouchStore much = new Stubborn(sink -> Stream.generate(() -> touch).limit(2_000).forEach(sink));

    JsonNode late = new Client(much, CLOCK, 2_000).call(Map.of());

    assertThat(late.path("statusCode").asInt()).isEqualTo(503);
    assertThat(Client.body(late).path("detail").asText()).contains("ask for fewer");
    assertThat(new Client(much, CLOCK).call(Map.of()).path("statusCode").asInt()).isEqualTo(200);
  }

  @Test
  void shouldGiveUpOnTooMuch() {
    Touch touch =
        new Touch(Kind.CLICK, new UserKey("u"), "i", CLOCK.instant(), "list", "", Double.NaN, 0);
    TouchStore endless = new Stubborn(sink -> Stream.generate(() -> touch).forEach(sink));

    JsonNode answer = new Client(endless, CLOCK).call(Map.of());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("detail").asText())
        .contains("more than 3,000,000 events")
        .contains("give a later one");
  }

  @Test
  void shouldBearAStoreThatDoesNotAnswerBeforeTheSnapshot() {
    TouchStore down =
        new Stubborn(
            sink -> {
              throw new StoreUnavailableException("no", null);
            });

    assertThatNoException()
        .isThrownBy(
            () -> new InsightHandler(down, new InMemoryFolder(), Lanes.one(), CLOCK).prime());
  }

  /** Answers every read in one way. */
  private record Stubborn(Consumer<Consumer<Touch>> answer) implements TouchStore {
    @Override
    public void all(LocalDate day, int part, Consumer<Touch> sink) {
      answer.accept(sink);
    }

    @Override
    public void of(Kind kind, LocalDate day, int part, Consumer<Touch> sink) {
      answer.accept(sink);
    }
  }

  private static Interaction shown(String user, String model) {
    String list = new RecommendationId("lstm", model).with("AAAAAAAAAAAAAAAA");
    return new Interaction(
        new UserKey(user),
        "shown by " + model,
        "item",
        "impression",
        CLOCK.instant(),
        Double.NaN,
        Double.NaN,
        0,
        Map.of("recommendationId", list));
  }

  private static void assertFits(JsonNode answer) throws IOException {
    ObjectNode document =
        (ObjectNode) Json.mapper().readTree(HOME.resolve("infra/docs/openapi.json").toFile());
    document.put(
        "$ref", "#/paths/~1v1~1metrics/get/responses/200/content/application~1json/schema");
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(document)
                .validate(answer))
        .isEmpty();
  }
}
