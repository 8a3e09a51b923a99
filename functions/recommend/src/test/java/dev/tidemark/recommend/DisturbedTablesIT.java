package dev.tidemark.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.PopularItems;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.select.LiveCounts;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.store.fake.Link;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The handler with its own client and timeouts, on tables that are slow or hold anything. */
class DisturbedTablesIT {
  /** As long as the template gives the function. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int TRIALS = 20;
  private static final Backoff PATIENT = Backoff.ofTotal(Duration.ofSeconds(30));

  private static final Map<String, String> PROPERTIES =
      Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  private final TestTables tables = new TestTables(SharedDynamoDb.get());
  private final Link link = new Link(SharedDynamoDb.get().endpoint());
  private final FakeModel model = new FakeModel(12);

  @TempDir private Path folder;
  private ShopData data;

  @BeforeEach
  void setUp() {
    PROPERTIES.forEach(System::setProperty);
    Map<String, String> environment =
        Map.of(
            "INTERACTIONS_TABLE", tables.interactions(),
            "CATALOGUE_TABLE", tables.catalogue(),
            "COUNTERS_TABLE", tables.counters(),
            "USER_KEY_SECRET", folder.resolve("key").toUri().toString(),
            "MODEL_STORE", folder.toUri().toString(),
            "DYNAMODB_ENDPOINT", link.endpoint().toString());
    data = new RecommendSetup(Environment.read(environment, RecommendConfig::new)).data();
    List<Item> items =
        List.of(
            new Item("item-12", "Twelve", "B", 1, List.of("sale"), List.of(), true),
            new Item("item-11", "Eleven", "A/Y", 1, List.of(), List.of(), true));
    new DynamoDbCatalogueStore(tables.client(), tables.catalogue(), Clock.systemUTC(), PATIENT)
        .put(items.stream().map(ItemUpdate::all).toList());
    interaction("e1", "item-3", 1000, Map.of());
  }

  @AfterEach
  void tearDown() {
    link.close();
    tables.close();
    PROPERTIES.keySet().forEach(System::clearProperty);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "POST /v1/users/{id}/recommendations; {}",
        "POST /v1/users/{id}/recommendations; {'exclude':'seen','sessionId':'s','explain':true,"
            + "'explore':0.5,'promote':{'percent':50,'tags':'sale'},'tags':'sale'}",
        "POST /v1/basket/recommendations; {'items':['new'],'category':'A'}"
      })
  void shouldAnswerWhatIsPopularInTimeWhereTheTablesAreSlow(String route, String body) {
    // Given: it works
    Client client =
        new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));
    byte[] request = request(route, body.replace('\'', '"'));
    assertThat(Client.body(client.call(request)).path("items")).isNotEmpty();

    // When
    link.delayAnswers(Duration.ofSeconds(2));
    long start = System.nanoTime();
    JsonNode answer = client.call(request);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Client.body(answer).path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.body(answer).path("items").isEmpty())
        .isEqualTo(body.contains("'tags':'sale'}"));
  }

  @Test
  void shouldAnswerWhatWasPopularWithoutANetworkToo() {
    PopularItems popular =
        new PopularItems(model.modelPackage().vocabulary(), model.modelPackage().popularity());
    link.delayAnswers(Duration.ofSeconds(2));

    JsonNode answer =
        new Client(
                Serving.popular(
                    new ServedModels.Popular("none", popular), data, Client.USERS, Client.CLOCK))
            .recommendations(Map.of("exclude", "seen"));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).hasSize(10);
  }

  @Test
  void shouldAnswerAsBeforeOnceTheTablesAreQuickAgain() {
    Client client =
        new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));
    JsonNode before = undisturbed(client);
    link.delayAnswers(Duration.ofSeconds(2));
    client.recommendations(Map.of());
    link.delayAnswers(Duration.ZERO);

    assertThat(before.path("strategy").asText()).isEqualTo("lstm");
    assertThat(undisturbed(client)).isEqualTo(before);
  }

  @Test
  void shouldAnswerWhateverStandsInTheRows() {
    // Given: every attribute but the keys has every type
    List<AttributeValue> values =
        List.of(
            AttributeValue.fromS("text"),
            AttributeValue.fromN("1e30"),
            AttributeValue.fromBool(true),
            AttributeValue.fromNul(true),
            AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
            AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1"))));
    for (int i = 0; i < values.size(); i++) {
      for (String name : List.of("itemId", "type", "value", "price", "quantity", "context")) {
        interaction("bad-" + name + i, "item-4", 2000 + i, Map.of(name, values.get(i)));
      }
      for (String name : List.of("title", "category", "price", "tags", "vector", "active")) {
        item("bad-" + name + i, Map.of(name, values.get(i)));
      }
    }
    Map<String, AttributeValue> place = Map.of("place", AttributeValue.fromS("no place"));
    interaction("bad-place", "item-4", 1, place);

    ShopData patient =
        ShopData.of(
            new DynamoDbInteractionStore(
                tables.client(), tables.interactions(), Clock.systemUTC(), Duration.ZERO, PATIENT),
            new DynamoDbCatalogueStore(
                tables.client(), tables.catalogue(), Clock.systemUTC(), PATIENT),
            new LiveCounts(
                new DynamoDbCounterStore(tables.client(), tables.counters(), PATIENT, Lanes.one()),
                Clock.systemUTC()));
    for (Serving serving :
        List.of(
            Serving.with(model.modelPackage(), model, patient, Client.USERS, Client.CLOCK),
            Serving.withoutModel(patient, Client.USERS, Client.CLOCK))) {
      // When
      Client client = new Client(serving);
      JsonNode answer = client.recommendations(Map.of("count", "100", "exclude", "seen"));

      // Then: damaged rows cost themselves, not the answer
      assertThat(answer.path("strategy").asText()).isIn("lstm", "newest");
      assertThat(Client.ids(answer)).contains("item-12", "bad-title0").doesNotContain("item-3");
      assertThat(
              client
                  .recommendations(
                      Map.of("category", "text", "promote.percent", "50", "promote.tags", "sale"))
                  .path("items"))
          .isNotEmpty();
    }
  }

  /** A machine that is busy with other tests can be as slow as a slow table. */
  private static JsonNode undisturbed(Client client) {
    JsonNode answer = client.recommendations(Map.of());
    for (int i = 0; i < TRIALS && !answer.path("strategy").asText().equals("lstm"); i++) {
      answer = client.recommendations(Map.of());
    }
    return answer;
  }

  private static byte[] request(String route, String body) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", route).put("body", body);
    event.putObject("pathParameters").put("id", Client.USER);
    event.putObject("headers").put("content-type", "application/json");
    return event.toString().getBytes(UTF_8);
  }

  private void interaction(
      String id, String itemId, long millis, Map<String, AttributeValue> damage) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("pk", AttributeValue.fromS(Client.KEY.value()));
    row.put("sk", AttributeValue.fromS(id));
    row.put("place", AttributeValue.fromS("%015d#%019d#%s".formatted(millis, 0, id)));
    row.put("itemId", AttributeValue.fromS(itemId));
    row.put("type", AttributeValue.fromS("view"));
    row.putAll(damage);
    tables.client().putItem(it -> it.tableName(tables.interactions()).item(row));
  }

  private void item(String id, Map<String, AttributeValue> damage) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("pk", AttributeValue.fromS(id));
    row.put("shelf", AttributeValue.fromS("active"));
    row.put("listedAt", AttributeValue.fromN("1"));
    row.putAll(damage);
    tables.client().putItem(it -> it.tableName(tables.catalogue()).item(row));
  }
}
