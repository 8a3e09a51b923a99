package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import dev.tidemark.store.fake.InMemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommendHandlerTest {
  private static final Path EVENTS = Path.of("../../events");

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(40);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @Test
  void shouldServeTheSampleOfRecommendations() throws IOException {
    // Given
    byte[] event = Files.readAllBytes(EVENTS.resolve("recommend-recommendations.json"));
    data.did(Client.USERS.keyOf("user 42"), "item-3", 1000);

    // When
    JsonNode answer = client.call(event);

    // Then
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("headers").path("content-type").asText()).isEqualTo("application/json");
    assertThat(Client.body(answer).path("userId").asText()).isEqualTo("user 42");
    assertThat(Client.body(answer).path("strategy").asText()).isEqualTo("lstm");
    assertThat(Client.body(answer).path("items")).hasSize(5);
  }

  @Test
  void shouldServeTheSampleWithFilters() throws IOException {
    byte[] event = Files.readAllBytes(EVENTS.resolve("recommend-filtered.json"));

    JsonNode answer = client.call(event);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Client.body(answer).path("warnings")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "recommend-rank,     lstm,    3",
    "recommend-similar,  lstm,    5",
    "recommend-basket,   lstm,    5",
    "recommend-trending, popular, 5"
  })
  void shouldServeTheSamplesAboutItems(String sample, String strategy, int count)
      throws IOException {
    data.did(Client.USERS.keyOf("user 42"), "item-3", 1000);

    JsonNode answer = client.call(Files.readAllBytes(EVENTS.resolve(sample + ".json")));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Client.body(answer).path("strategy").asText()).isEqualTo(strategy);
    assertThat(Client.ids(Client.body(answer))).hasSize(count);
  }

  @Test
  void shouldServeTheSampleOfHealthWithoutTellingAnything() throws IOException {
    byte[] event = Files.readAllBytes(EVENTS.resolve("recommend-health.json"));

    JsonNode answer = client.call(event);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("body").asText()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void shouldServeTheSampleOfModels() throws IOException {
    // Given
    InMemoryFolder store = new InMemoryFolder();
    store.put("models/champion.json", "{\"champion\":{\"modelVersion\":\"m1\"}}");
    store.put("models/m1/manifest.json", "{\"createdAt\":\"now\",\"comparison\":{\"events\":9}}");
    store.put("models/m1/decision.json", "{\"outcome\":\"promoted\",\"reason\":\"in service\"}");
    store.put(
        "models/m1/metrics.json",
        "{\"epochs\":[{\"epoch\":1,\"loss\":4.5,\"validationNdcg\":0.1,\"eventsPerSecond\":9.5}],"
            + "\"bestEpoch\":1,\"propensity\":[{\"days\":30,\"by\":\"bg-nbd\",\"auc\":0.6}]}");
    Client models =
        new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK), Client.models(store));

    // When
    JsonNode answer = models.call(Files.readAllBytes(EVENTS.resolve("recommend-models.json")));

    // Then
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    JsonNode model = Client.body(answer).path("models").path(0);
    assertThat(model.path("version").asText()).isEqualTo("m1");
    assertThat(model.path("serving").asBoolean()).isTrue();
    assertThat(model.path("comparison").path("events").asInt()).isEqualTo(9);
    assertThat(model.path("decision").path("outcome").asText()).isEqualTo("promoted");
    assertThat(model.path("training").toString())
        .isEqualTo("{\"bestEpoch\":1,\"epochs\":[{\"epoch\":1,\"loss\":4.5,\"ndcg\":0.1}]}");
    assertThat(model.path("propensity").toString())
        .isEqualTo("[{\"days\":30,\"by\":\"bg-nbd\",\"auc\":0.6}]");
  }

  @Test
  void shouldTellOfTheExperimentThatIsUnderWay() throws IOException {
    InMemoryFolder store = new InMemoryFolder();
    store.put(
        "models/champion.json",
        "{\"champion\":{\"modelVersion\":\"m1\",\"experiment\":{\"modelVersion\":\"m2\",\"share\":20}},"
            + "\"since\":\"2026-11-27T10:00:00Z\"}");
    Client models =
        new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK), Client.models(store));

    JsonNode answer = models.call(Files.readAllBytes(EVENTS.resolve("recommend-models.json")));

    assertThat(Client.body(answer).path("experiment").toString())
        .isEqualTo(
            "{\"champion\":\"m1\",\"modelVersion\":\"m2\",\"share\":20,"
                + "\"since\":\"2026-11-27T10:00:00Z\"}");
  }

  @Test
  void shouldListTheModelsOfADamagedStore() throws IOException {
    // Given
    InMemoryFolder store = new InMemoryFolder();
    store.put("models/champion.json", "garbage");
    store.put("models/m1/manifest.json", "{\"createdAt\":\"now\"}");
    store.put("models/m1/decision.json", "{\"outcome\":\"promoted\"}");
    store.put("models/m2/manifest.json", "garbage");
    store.put("models/m2/decision.json", "garbage");
    Client models =
        new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK), Client.models(store));

    // When
    JsonNode answer = models.call(Files.readAllBytes(EVENTS.resolve("recommend-models.json")));

    // Then
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    JsonNode listed = Client.body(answer).path("models");
    assertThat(listed.findValuesAsText("version")).containsExactly("m2", "m1");
    assertThat(listed.findValuesAsText("serving")).containsExactly("false", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "count,     0,     give a whole number from 1 to 100",
    "count,     101,   give a whole number from 1 to 100",
    "count,     ten,   give a whole number from 1 to 100",
    "minPrice,  -1,    give a price of 0 or more",
    "minPrice,  cheap, give a price of 0 or more",
    "maxPrice,  NaN,   give a price of 0 or more"
  })
  void shouldNameFieldValueAndRemedy(String name, String value, String remedy) {
    JsonNode answer = client.call(Client.USER, Map.of(name, value));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.path("headers").path("content-type").asText())
        .isEqualTo("application/problem+json");
    assertThat(Client.body(answer).path("field").asText()).isEqualTo(name);
    assertThat(Client.body(answer).path("detail").asText())
        .startsWith(name + ": '" + value + "'")
        .endsWith(remedy);
  }

  @Test
  void shouldRefusePricesThatCrossAndIdsThatAreNone() {
    JsonNode crossed = client.call(Client.USER, Map.of("minPrice", "3", "maxPrice", "2"));
    assertThat(Client.body(crossed).path("field").asText()).isEqualTo("maxPrice");
    assertThat(Client.body(crossed).path("detail").asText()).contains("'2'").contains("3");
    for (String id : new String[] {" ", "u".repeat(129)}) {
      JsonNode refused = client.call(id, Map.of());
      assertThat(refused.path("statusCode").asInt()).isEqualTo(400);
      assertThat(Client.body(refused).path("field").asText()).isEqualTo("id");
    }
  }

  @Test
  void shouldTakeEmptyParametersAsNotGiven() {
    Map<String, String> empty =
        Map.of("count", "", "category", "", "minPrice", "", "maxPrice", "", "exclude", "");

    assertThat(client.recommendations(empty)).isEqualTo(client.recommendations(Map.of()));
  }
}
