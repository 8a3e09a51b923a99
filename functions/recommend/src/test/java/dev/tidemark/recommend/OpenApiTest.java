package dev.tidemark.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Json;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the API says what the function does. */
class OpenApiTest {
  private static final Path EVENTS = Path.of("..", "..", "events");
  private static final String USER_ROUTE = "/v1/users/{id}/recommendations";

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(12);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @Test
  void shouldBeServed() throws IOException {
    JsonNode answer = client.call(Files.readAllBytes(EVENTS.resolve("recommend-openapi.json")));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Client.body(answer)).isEqualTo(OpenApi.DOCUMENT);
    assertThat(Client.body(answer).path("openapi").asText()).isEqualTo("3.1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recommendations",
        "filtered",
        "rank",
        "similar",
        "basket",
        "trending",
        "items",
        "propensity",
        "models",
        "health"
      })
  void shouldDescribeTheAnswersToTheSamples(String sample) throws IOException {
    // Given
    data.did(Client.USERS.keyOf("user 42"), "item-3", 1000);
    data.sells(new Item("item-1", "One", "A", 1, List.of(), List.of(), true));
    byte[] event = Files.readAllBytes(EVENTS.resolve("recommend-" + sample + ".json"));
    String[] route = Json.mapper().readTree(event).path("routeKey").asText().split(" ", 2);

    // When
    JsonNode answer = client.call(event);

    // Then
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertFits(
        Client.body(answer),
        "paths",
        route[1],
        lower(route[0]),
        "responses",
        "200",
        "content",
        "application/json",
        "schema");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/users/{id}/recommendations",
    "POST, /v1/users/{id}/rank",
    "POST, /v1/basket/recommendations"
  })
  void shouldHaveExamplesThatAreAnsweredAsItSays(String method, String route) {
    data.did(Client.KEY, "item-3", 1000);
    JsonNode content =
        at("paths", route, lower(method), "requestBody", "content", "application/json");

    JsonNode answer = client.call(event(method, route, content.path("example")));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertFits(
        content.path("example"),
        "paths",
        route,
        lower(method),
        "requestBody",
        "content",
        "application/json",
        "schema");
    assertFits(
        Client.body(answer),
        "paths",
        route,
        lower(method),
        "responses",
        "200",
        "content",
        "application/json",
        "schema");
  }

  @Test
  void shouldNameEveryParameter() {
    // When: it is told by the function itself
    JsonNode refused = client.call(Client.USER, Map.of("unheard-of", "1"));

    // Then
    String detail = Client.body(refused).path("detail").asText();
    List<String> known = List.of(detail.substring(detail.indexOf("here is ") + 8).split(", ", -1));
    List<String> query = new ArrayList<>();
    at("paths", USER_ROUTE, "get", "parameters").forEach(it -> query.add(it.path("name").asText()));
    JsonNode body =
        at(
            "paths",
            USER_ROUTE,
            "post",
            "requestBody",
            "content",
            "application/json",
            "schema",
            "properties");
    assertThat(query).containsExactlyInAnyOrderElementsOf(known);
    assertThat(flat(body)).containsExactlyElementsOf(query);
    assertFits(Client.body(refused), "components", "schemas", "Problem");
  }

  /** As they are called in a query. */
  private static List<String> flat(JsonNode properties) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String[] object = property.getValue().path("$ref").asText().split("/", -1);
      if (object.length == 1) {
        names.add(property.getKey());
      } else {
        at(Arrays.copyOfRange(object, 1, object.length))
            .path("properties")
            .fieldNames()
            .forEachRemaining(member -> names.add(property.getKey() + "." + member));
      }
    }
    return names;
  }

  @Test
  void shouldDescribeNothingElse() {
    ObjectNode other = Json.mapper().createObjectNode().put("itemId", "i").put("score", 1);
    assertFits(other, "components", "schemas", "RecommendedItem");

    other.put("colour", "red");

    assertThatThrownBy(() -> assertFits(other, "components", "schemas", "RecommendedItem"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("colour");
  }

  /** Against the part of the document that stands there. */
  private static void assertFits(JsonNode value, String... path) {
    ObjectNode schema = OpenApi.DOCUMENT.deepCopy();
    String pointer =
        Stream.of(path)
            .map(name -> name.replace("~", "~0").replace("/", "~1"))
            .reduce("", (all, name) -> all + "/" + name);
    schema.put("$ref", "#" + pointer.replace("{", "%7B").replace("}", "%7D"));
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    assertThat(validator.validate(value)).as("%s", value).isEmpty();
  }

  private static JsonNode at(String... path) {
    JsonNode node = OpenApi.DOCUMENT;
    for (String name : path) {
      node = node.path(name);
    }
    assertThat(node.isMissingNode()).as("%s", String.join(" ", path)).isFalse();
    return node;
  }

  private static byte[] event(String method, String route, JsonNode body) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", method + " " + route).put("body", body.toString());
    event.putObject("pathParameters").put("id", Client.USER);
    event.putObject("headers").put("content-type", "application/json");
    return event.toString().getBytes(UTF_8);
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }
}
