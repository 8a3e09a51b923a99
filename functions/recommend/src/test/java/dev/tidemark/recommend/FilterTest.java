package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be answered, by the catalogue as it is now. */
class FilterTest {
  private static final int ITEMS = 12;
  private static final long DAY = 86_400_000L;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(ITEMS);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Garden / Tools",
        "garden/tools/",
        "GARDEN > TOOLS",
        "Garden",
        "Gifts|Garden/Tools",
        "Nowhere,Garden/Tools"
      })
  void shouldReadCategoriesAsShopsWriteThem(String category) {
    sell("item-1", "Garden/Tools", 1, List.of());
    sell("item-2", "Kitchen > Pans|Garden>Tools", 1, List.of());
    sell("item-3", "Gardening", 1, List.of());

    JsonNode answer = client.recommendations(Map.of("category", category));

    assertThat(Client.ids(answer)).containsExactlyInAnyOrder("item-1", "item-2");
    assertThat(answer.path("warnings"))
        .hasSize(category.startsWith("Nowhere") || category.startsWith("Gifts") ? 1 : 0);
  }

  @Test
  void shouldFindWhatTrainingDidNotKnow() {
    // Given: one item in another category, one that is new
    sell("item-1", "Sauna", 1, List.of());
    sell("new", "Sauna/Oils", 2, List.of());
    data.did(Client.KEY, "item-3", 1000);

    // When
    JsonNode answer = client.recommendations(Map.of("category", "Sauna"));

    // Then: what the model can score comes first
    assertThat(Client.ids(answer)).containsExactly("item-1", "new");
    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(answer.has("warnings")).isFalse();
  }

  @Test
  void shouldTellOfACategoryThatNoItemIsIn() {
    sell("item-1", "Garden/Tools", 1, List.of());

    JsonNode answer = client.recommendations(Map.of("category", "Gardne"));

    assertThat(answer.path("items")).isEmpty();
    assertThat(answer.path("warnings").path(0).asText())
        .isEqualTo("category: 'gardne' is not accepted; no item is in it; did you mean 'garden'?");
  }

  @Test
  void shouldAnswerAsManyAsAskedForHoweverManyAreSwitchedOff() {
    // Given: the most popular ones are switched off
    for (int i = 1; i <= ITEMS; i++) {
      boolean active = i <= 4;
      String id = FakeModel.item(i);
      data.sells(new Item(id, "", "", 1, List.of(), List.of(), active));
    }
    IntStream.range(0, 200).forEach(i -> sell("new-" + i, "", 1, List.of()));

    assertThat(Client.ids(client.recommendations(Map.of("count", "4"))))
        .containsExactly("item-4", "item-3", "item-2", "item-1");
    assertThat(Client.ids(client.recommendations(Map.of("count", "100"))))
        .hasSize(100)
        .startsWith("item-4", "item-3", "item-2", "item-1", "new-199", "new-198");
  }

  @Test
  void shouldFilterByTags() {
    sell("item-1", "", 1, List.of("red", "sale"));
    sell("item-2", "", 1, List.of("blue"));
    sell("new", "", 1, List.of("sale"));

    assertThat(Client.ids(client.recommendations(Map.of("tags", "sale"))))
        .containsExactly("item-1", "new");
    assertThat(Client.ids(client.recommendations(Map.of("tags", "blue,red"))))
        .containsExactlyInAnyOrder("item-1", "item-2");
  }

  @Test
  void shouldAnswerIncludedItemsOnly() {
    sell("new", "", 1, List.of());
    data.sells(new Item("off", "", "", 1, List.of(), List.of(), false));

    assertThat(Client.ids(client.recommendations(Map.of("include", "off,new,item-2,nothing"))))
        .containsExactly("item-2", "new");
  }

  @Test
  void shouldAnswerNoMoreOfACategoryThanAskedFor() {
    sell("item-9", "A", 1, List.of());
    sell("item-10", "A", 1, List.of());
    sell("item-11", "a|B", 1, List.of());
    sell("item-12", "", 1, List.of());

    JsonNode answer =
        client.recommendations(
            Map.of("include", "item-9,item-10,item-11,item-12", "perCategory", "1"));

    assertThat(Client.ids(answer)).containsExactly("item-12", "item-11");
  }

  @ParameterizedTest
  @CsvSource({"purchased", "bought", "purchase"})
  void shouldExcludeByBehaviour(String behaviour) {
    data.did(Client.KEY, "item-12", "purchase", 1000);
    for (int i = 0; i < 200; i++) {
      data.did(Client.KEY, "item-11", "view", 2000 + i);
    }

    JsonNode answer = client.recommendations(Map.of("exclude", behaviour, "count", "100"));

    assertThat(Client.ids(answer)).hasSize(ITEMS - 1).contains("item-11").doesNotContain("item-12");
  }

  @Test
  void shouldExcludeByAShopsOwnBehaviour() {
    data.did(Client.KEY, "item-12", "tried_on", 1000);

    assertThat(Client.ids(client.recommendations(Map.of("exclude", "tried_on"))))
        .doesNotContain("item-12");
  }

  @Test
  void shouldExcludeWhatWasBoughtLately() {
    data.did(Client.KEY, "item-12", "purchase", Client.CLOCK.millis() - 9 * DAY);
    data.did(Client.KEY, "item-11", "purchase", Client.CLOCK.millis() - 11 * DAY);
    data.did(Client.KEY, "item-10", "view", Client.CLOCK.millis());

    JsonNode answer =
        client.recommendations(Map.of("excludeBoughtWithinDays", "10", "count", "100"));

    assertThat(Client.ids(answer)).contains("item-11", "item-10").doesNotContain("item-12");
  }

  @ParameterizedTest
  @CsvSource({"limit, ''", "maxprice, maxPrice", "categories, category", "excluded, exclude"})
  void shouldNameTheNearestParameter(String unknown, String nearest) {
    JsonNode answer = client.call(Client.USER, Map.of(unknown, "3"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("detail").asText())
        .startsWith("parameter: '" + unknown + "' is not accepted; ")
        .contains(nearest.isEmpty() ? "there is count" : "did you mean " + nearest + "?");
  }

  @Test
  void shouldTakeTheSameAsABody() {
    sell("item-1", "Food, Drink", 1, List.of());
    sell("item-2", "Food", 1, List.of());

    JsonNode answer =
        Client.body(
            client.post(
                "{\"count\":2,\"category\":[\"Food, Drink\"],\"exclude\":[\"a,b\"],\"minPrice\":0.5}"));

    assertThat(Client.ids(answer)).containsExactly("item-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "{\"count\":[1,2]}",
        "{\"count\":{}}",
        "{\"category\":[null]}",
        "{",
        "{\"k\":1}"
      })
  void shouldRefuseABodyThatIsNone(String body) {
    assertThat(client.post(body).path("statusCode").asInt()).isEqualTo(400);
  }

  @Test
  void shouldChooseItemsOfSeveralKinds() {
    // Given: the most popular ones are of one kind
    sell("item-12", "A/X", 1, List.of());
    sell("item-11", "A/X", 1, List.of());
    sell("item-10", "A/Y", 1, List.of());
    sell("item-9", "B", 1, List.of());
    String all = "item-12,item-11,item-10,item-9";

    // When, Then
    assertThat(Client.ids(client.recommendations(Map.of("include", all, "count", "3"))))
        .containsExactly("item-12", "item-11", "item-10");
    assertThat(
            Client.ids(
                client.recommendations(Map.of("include", all, "count", "3", "diversity", "0.9"))))
        .containsExactly("item-12", "item-9", "item-10");
    assertThat(
            Client.ids(
                client.recommendations(Map.of("include", all, "count", "4", "diversity", "1"))))
        .hasSize(4);
  }

  @Test
  void shouldTakeIdsThatAPathCannotHold() {
    // Given
    data.did(Client.USERS.keyOf("https://shop/users/7"), "item-2", 2000);

    // When
    JsonNode answer =
        Client.body(client.call("-", Map.of("userId", "https://shop/users/7", "count", "3")));

    // Then
    assertThat(answer.path("userId").asText()).isEqualTo("https://shop/users/7");
    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(model.scored.get(0).items()).containsExactly(0, 2);
    JsonNode both = client.call(Client.USER, Map.of("userId", "other"));
    assertThat(both.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(both).path("detail").asText()).contains("user-1", "give '-' there");
  }

  @Test
  void shouldGiveNewItemsTheirShare() {
    // Given
    data.did(Client.KEY, "item-1", 1000);
    IntStream.range(0, 20).forEach(i -> sell("new-" + i, i < 10 ? "A" : "B", 1, List.of()));

    // When
    JsonNode answer = client.recommendations(Map.of("explore", "0.3", "explain", "true"));

    // Then
    List<String> ids = Client.ids(answer);
    assertThat(ids).hasSize(10).filteredOn(id -> id.startsWith("new-")).hasSize(3);
    assertThat(ids.subList(7, 10)).allMatch(id -> id.startsWith("new-"));
    assertThat(answer.path("items").path(9).path("because").path("sentence").asText())
        .startsWith("It is new");
    assertThat(client.recommendations(Map.of("explore", "0.3", "explain", "true")))
        .isEqualTo(answer);
    assertThat(Client.ids(client.recommendations(Map.of("explore", "0.3", "category", "none"))))
        .isEmpty();
    assertThat(Client.ids(Client.body(client.call("another", Map.of("explore", "1")))))
        .isNotEqualTo(Client.ids(Client.body(client.call("one", Map.of("explore", "1")))))
        .allMatch(id -> id.startsWith("new-"));
    assertThat(client.call(Client.USER, Map.of("explore", "2")).path("statusCode").asInt())
        .isEqualTo(400);
  }

  @Test
  void shouldCountWhatWasDoneInASession() {
    // Given
    data.did(Client.KEY, "item-1", 1000);
    data.did(Client.USERS.keyOf("visitor-9"), "item-2", 2000);
    data.did(Client.KEY, "item-3", 3000);

    // When
    JsonNode answer =
        client.recommendations(Map.of("sessionId", "visitor-9", "exclude", "seen", "count", "100"));

    // Then
    assertThat(model.scored.get(0).items()).containsExactly(0, 1, 2, 3);
    assertThat(Client.ids(answer)).hasSize(ITEMS - 3).doesNotContain("item-2");
    assertThat(
            client
                .call(Client.USER, Map.of("sessionId", "s".repeat(129)))
                .path("statusCode")
                .asInt())
        .isEqualTo(400);
  }

  private void sell(String id, String category, double price, List<String> tags) {
    data.sells(new Item(id, "Title of " + id, category, price, tags, List.of(), true));
  }
}
