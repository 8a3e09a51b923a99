package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Json;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/items}. */
class ItemListTest {
  private final FakeShopData data = new FakeShopData();
  private final Client client = new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK));

  @Test
  void shouldTellWhatIsKnownOfItemsByTheirIds() {
    // Given
    data.sells(new Item("a,b", "Lamp", "Home/Light", 12.5, List.of("sale"), List.of(1f), true));
    data.sells(new Item("off", "", "", Double.NaN, List.of(), List.of(), false));

    // When
    JsonNode body = body(Map.of("include", "a,b")).path("items");
    JsonNode off = body(Map.of("include", "unknown,off")).path("items");

    // Then
    assertThat(body.toString())
        .isEqualTo(
            "[{\"itemId\":\"a,b\",\"title\":\"Lamp\",\"category\":\"Home/Light\",\"price\":12.5,"
                + "\"tags\":[\"sale\"],\"active\":true}]");
    assertThat(off.toString()).isEqualTo("[{\"itemId\":\"off\",\"active\":false}]");
  }

  @Test
  void shouldTakeAHundredIds() {
    String ids = String.join(",", IntStream.range(0, 100).mapToObj(i -> "item-" + i).toList());

    assertThat(body(Map.of("include", ids)).path("items")).isEmpty();
    assertRefused(Map.of("include", ids + ",one-more"), "include");
  }

  @Test
  void shouldListWhatIsOnSalePageByPage() {
    // Given
    sells(250);

    // When
    JsonNode first = body(Map.of());
    JsonNode second = body(Map.of("next", first.path("next").asText()));
    JsonNode third = body(Map.of("next", second.path("next").asText()));

    // Then
    assertThat(Client.ids(first)).hasSize(100).startsWith("item-249");
    assertThat(Client.ids(second)).hasSize(100).startsWith("item-149");
    assertThat(Client.ids(third)).hasSize(50).endsWith("item-0");
    assertThat(third.has("next")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"LAMP, lamp", "home/light, lamp", " AMP , lamp", "mug-1, mug-1", "nothing,"})
  void shouldFindByTitleIdAndCategory(String search, String found) {
    data.sells(new Item("lamp", "Lamp", "Home/Light", 1, List.of(), List.of(), true));
    data.sells(new Item("mug-1", "Mug", "Kitchen", 1, List.of(), List.of(), true));
    data.sells(new Item("lamp-0", "Lamp", "Home/Light", 1, List.of(), List.of(), false));

    assertThat(Client.ids(body(Map.of("search", search))))
        .isEqualTo(found == null ? List.of() : List.of(found));
  }

  @Test
  void shouldLookThroughOneHundredThousandItemsBitByBit() {
    // Given
    data.sells(new Item("needle", "Needle", "", 1, List.of(), List.of(), true));
    sells(100_000);

    // When
    JsonNode answer = body(Map.of("search", "needle"));
    int answers = 1;
    while (answer.has("next")) {
      assertThat(Client.ids(answer)).isEmpty();
      answer = body(Map.of("search", "needle", "next", answer.path("next").asText()));
      answers++;
    }

    // Then
    assertThat(Client.ids(answer)).containsExactly("needle");
    assertThat(answers).isEqualTo(6);
  }

  @Test
  void shouldEndOnceEnoughIsFoundOrTimeIsShort() {
    sells(5000);

    assertThat(Client.ids(body(Map.of("search", "item")))).hasSize(1000);
    JsonNode late = Client.body(call(client.withMillisLeft(1500), Map.of("search", "nothing")));
    assertThat(Client.ids(late)).isEmpty();
    assertThat(late.path("next").asText()).startsWith("1000#");
  }

  @Test
  void shouldRefuseWhatIsNoParameterOrNoPlace() {
    assertRefused(Map.of("serch", "x"), "parameter");
    assertRefused(Map.of("next", "somewhere"), "next");
    assertRefused(Map.of("search", "x".repeat(257)), "search");
  }

  @Test
  void shouldSayThatTheCatalogueDoesNotAnswer() {
    data.catalogueBroken = true;

    JsonNode answer = call(client, Map.of());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(answer.path("headers").path("retry-after").asText()).isEqualTo("1");
  }

  private void sells(int count) {
    IntStream.range(0, count)
        .forEach(
            i -> data.sells(new Item("item-" + i, "Title", "", 1, List.of(), List.of(), true)));
  }

  private void assertRefused(Map<String, String> query, String field) {
    JsonNode answer = call(client, query);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("field").asText()).isEqualTo(field);
  }

  private JsonNode body(Map<String, String> query) {
    JsonNode answer = call(client, query);
    assertThat(answer.path("statusCode").asInt()).as("%s", answer).isEqualTo(200);
    return Client.body(answer);
  }

  private static JsonNode call(Client client, Map<String, String> query) {
    ObjectNode event = Json.mapper().createObjectNode().put("routeKey", "GET /v1/items");
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    return client.call(event.toString().getBytes(StandardCharsets.UTF_8));
  }
}
