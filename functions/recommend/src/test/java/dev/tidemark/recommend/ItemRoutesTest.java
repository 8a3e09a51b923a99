package dev.tidemark.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Json;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranking, similar items, baskets, and what is trending. */
class ItemRoutesTest {
  private static final int ITEMS = 12;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(ITEMS);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @Test
  void shouldRankWhatIsGivenAndNothingElse() {
    data.did(Client.KEY, "item-3", 1000);
    data.sells(new Item("off", "", "", 1, List.of(), List.of(), false));
    sell("new", "A");

    JsonNode answer = body(rank("[\"item-1\",\"unknown\",\"off\",\"new\",\"item-3\",\"item-7\"]"));

    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(answer.path("userId").asText()).isEqualTo(Client.USER);
    List<String> best =
        Client.ids(client.recommendations(Map.of("include", "item-1,item-3,item-7")));
    assertThat(Client.ids(answer))
        .hasSize(5)
        .startsWith(best.toArray(String[]::new))
        .contains("new", "unknown");
    assertThat(answer.findValues("score"))
        .extracting(JsonNode::asDouble)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void shouldRankAsManyAsALongListHas() {
    String all =
        IntStream.rangeClosed(1, 500)
            .mapToObj(i -> "\"item-" + i + "\"")
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(body(rank(all)).path("items")).hasSize(500);
    assertThat(body(rank("[]")).path("items")).isEmpty();
    assertThat(rank(all.replace("[", "[\"one-more\",")).path("statusCode").asInt()).isEqualTo(400);
  }

  @Test
  void shouldFindWhatGoesWithAnItem() {
    JsonNode answer = get("/v1/items/{id}/similar", Map.of("id", "item-3"), Map.of("count", "4"));

    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(answer.has("userId")).isFalse();
    assertThat(Client.ids(answer)).hasSize(4).doesNotContain("item-3");
    assertThat(model.scored.get(0).items()).containsExactly(0, 3);
  }

  @Test
  void shouldFindByItsCategoriesWhatGoesWithAnItemThatTrainingNeverMet() {
    sell("new", "Garden / Tools");
    sell("other", "garden/tools/hand");
    sell("item-2", "Garden/Tools");
    sell("item-3", "Kitchen");

    JsonNode answer = get("/v1/items/{id}/similar", Map.of("id", "new"), Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("content");
    assertThat(Client.ids(answer)).containsExactly("item-2", "other");
  }

  @Test
  void shouldAnswerWhatIsPopularNearAnItemThatNobodyKnows() {
    JsonNode answer = get("/v1/items/{id}/similar", Map.of("id", "unheard-of"), Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).hasSize(10).startsWith("item-12");
  }

  @Test
  void shouldFindWhatGoesWithABasket() {
    JsonNode answer =
        body(
            post(
                "/v1/basket/recommendations",
                "{\"items\":[\"item-1\",\"new\",\"item-2\"],\"count\":3,\"exclude\":[\"item-5\"]}"));

    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(Client.ids(answer)).hasSize(3).doesNotContain("item-1", "item-2", "item-5");
    assertThat(model.scored.get(0).items()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"items\":[]}", "{\"items\":[\"unheard-of\"]}", "{}"})
  void shouldAnswerWhatIsPopularToABasketOfNothing(String body) {
    JsonNode answer = body(post("/v1/basket/recommendations", body));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).startsWith("item-12");
  }

  @Test
  void shouldTellWhatIsTrendingOfACategory() {
    JsonNode answer = get("/v1/items/trending", Map.of(), Map.of("category", "a/y"));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).containsExactly("item-10", "item-7", "item-4", "item-1");
  }

  @Test
  void shouldTellWhatIsTrendingThenWhatIsPopularThenWhatTrainingKnew() {
    sell("new", "");
    data.trending.addAll(List.of("new", "item-2", "no-item"));
    data.popular.addAll(List.of("item-2", "item-3"));

    JsonNode answer = get("/v1/items/trending", Map.of(), Map.of("count", "5"));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).containsExactly("new", "item-2", "item-3", "item-12", "item-11");
  }

  @Test
  void shouldAnswerAStrangerWhatIsPopularNow() {
    sell("new", "A/Y");
    data.popular.addAll(List.of("item-2", "item-4", "new", "item-3"));
    data.trending.add("item-1");

    assertThat(Client.ids(client.recommendations(Map.of("count", "5", "exclude", "item-3"))))
        .containsExactly("item-2", "item-4", "new", "item-12", "item-11");
    assertThat(Client.ids(client.recommendations(Map.of("category", "A/Y"))))
        .containsExactly("item-4", "new", "item-10", "item-7", "item-1");
  }

  @Test
  void shouldAnswerAsTrainingKnewWhereThereIsNoTimeToLook() {
    data.popular.add("item-2");

    JsonNode answer = Client.body(client.withMillisLeft(3500).call(Client.USER, Map.of()));

    assertThat(Client.ids(answer)).startsWith("item-12", "item-11");
  }

  @Test
  void shouldAnswerWhatIsPopularNowWithoutAModel() {
    sell("a", "");
    sell("b", "");
    sell("c", "");
    data.popular.addAll(List.of("a", "no-item"));
    Client none = new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK));

    JsonNode answer = none.recommendations(Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(answer.path("modelVersion").asText()).isEqualTo("none");
    assertThat(Client.ids(answer)).containsExactly("a", "c", "b");
  }

  @Test
  void shouldAnswerTheNewestItemsWithoutAModel() {
    sell("a", "");
    sell("b", "");
    Client newest = new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK));

    JsonNode answer =
        Client.body(newest.call(event("GET", "/v1/items/{id}/similar", Map.of("id", "b"), "")));

    assertThat(answer.path("strategy").asText()).isEqualTo("newest");
    assertThat(Client.ids(answer)).containsExactly("a");
  }

  private JsonNode rank(String items) {
    return client.call(
        event(
            "POST", "/v1/users/{id}/rank", Map.of("id", Client.USER), "{\"items\":" + items + "}"));
  }

  private JsonNode post(String path, String body) {
    return client.call(event("POST", path, Map.of(), body));
  }

  private JsonNode get(String path, Map<String, String> parameters, Map<String, String> query) {
    ObjectNode event = event(path, parameters);
    query.forEach(event.putObject("queryStringParameters")::put);
    return body(client.call(event.toString().getBytes(UTF_8)));
  }

  private static byte[] event(
      String method, String path, Map<String, String> parameters, String body) {
    ObjectNode event = event(path, parameters);
    event.put("routeKey", method + " " + path).put("body", body);
    event.putObject("headers").put("content-type", "application/json");
    return event.toString().getBytes(UTF_8);
  }

  private static ObjectNode event(String path, Map<String, String> parameters) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", "GET " + path);
    parameters.forEach(event.putObject("pathParameters")::put);
    return event;
  }

  private static JsonNode body(JsonNode answer) {
    assertThat(answer.path("statusCode").asInt()).as("%s", answer).isEqualTo(200);
    return Client.body(answer);
  }

  private void sell(String id, String category) {
    data.sells(new Item(id, "Title of " + id, category, 1, List.of(), List.of(), true));
  }
}
