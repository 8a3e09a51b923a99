package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Up to a share of the places for items of a filter. */
class PromotionTest {
  private static final int ITEMS = 12;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(ITEMS);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @Test
  void shouldGiveThePlacesOfTheLastToTheBestOfThePromotion() {
    // Given: popular are item-12, item-11, ...
    for (int i = 1; i <= ITEMS; i++) {
      sell(FakeModel.item(i), i <= 4 || i == 11 ? "Garden" : "Kitchen");
    }

    // When
    JsonNode answer =
        client.recommendations(
            Map.of("count", "5", "promote.percent", "50", "promote.category", "garden"));

    // Then: item-11 is there anyway and needs no place
    assertThat(Client.ids(answer))
        .containsExactly("item-12", "item-11", "item-10", "item-4", "item-3");
    assertThat(promoted(answer)).containsExactly("item-4", "item-3");
    assertThat(answer.path("items").path(3).path("title").asText()).isEqualTo("Title of item-4");
    assertThat(answer.path("items").path(3).path("score").asDouble()).isEqualTo(1.0 / 9);
    assertThat(answer.path("items").path(1).has("promoted")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5, 19, 0", "5, 20, 1", "5, 39.9, 1", "10, 100, 2", "10, 0, 0", "100, 100, 0"})
  void shouldPromoteNoMoreThanTheShare(int count, String percent, int promoted) {
    for (int i = 1; i <= ITEMS; i++) {
      sell(FakeModel.item(i), i <= 2 ? "Garden" : "Kitchen");
    }

    JsonNode answer =
        client.recommendations(
            Map.of(
                "count",
                Integer.toString(count),
                "promote.percent",
                percent,
                "promote.category",
                "Garden"));

    assertThat(promoted(answer)).hasSize(promoted);
    assertThat(Client.ids(answer)).hasSize(Math.min(count, ITEMS)).doesNotHaveDuplicates();
  }

  @Test
  void shouldPromoteOnlyWhatMayBeAnswered() {
    // Given: of the promoted ones one is off, one excluded, one too dear, one not in the catalogue
    data.sells(new Item("item-1", "", "", 1, List.of("sale"), List.of(), false));
    data.sells(new Item("item-2", "", "", 1, List.of("sale"), List.of(), true));
    data.sells(new Item("item-3", "", "", 99, List.of("sale"), List.of(), true));
    data.sells(new Item("new", "", "", 1, List.of("sale"), List.of(), true));
    for (int i = 5; i <= ITEMS; i++) {
      sell(FakeModel.item(i), "");
    }

    // When
    JsonNode answer =
        Client.body(
            client.post(
                "{\"count\":4,\"exclude\":[\"item-2\"],\"maxPrice\":50,\"promote\":{\"percent\":100,"
                    + "\"tags\":[\"sale\"],\"include\":[\"item-1\",\"item-2\",\"item-3\",\"item-4\",\"new\"]}}"));

    // Then
    assertThat(Client.ids(answer)).containsExactly("item-11", "item-10", "item-9", "new");
    assertThat(promoted(answer)).containsExactly("new");
  }

  @Test
  void shouldPromoteByTheModelToo() {
    // Given
    data.did(Client.KEY, "item-3", 1000);
    for (int i = 1; i <= ITEMS; i++) {
      sell(FakeModel.item(i), "");
    }
    List<String> all = Client.ids(client.recommendations(Map.of("count", "100")));
    String last = all.get(ITEMS - 1);
    String before = all.get(ITEMS - 2);

    // When
    JsonNode answer =
        client.recommendations(
            Map.of(
                "count", "4",
                "promote.percent", "50",
                "promote.include", last + "," + before,
                "explain", "true"));

    // Then
    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(Client.ids(answer)).containsExactly(all.get(0), all.get(1), before, last);
    assertThat(answer.path("items").path(3).path("because").path("part").asText())
        .isEqualTo("promoted");
    assertThat(answer.path("items").path(0).path("because").path("part").asText())
        .isNotEqualTo("promoted");
    // What the promotion may bring back is no reason that it would not be here.
    assertThat(answer.findValues("without")).isEmpty();
  }

  @Test
  void shouldPromoteWithoutAModel() {
    for (int i = 1; i <= 4; i++) {
      sell("listed-" + i, i == 1 ? "Garden" : "Kitchen");
    }
    Client newest = new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK));

    JsonNode answer =
        newest.recommendations(
            Map.of("count", "2", "promote.percent", "50", "promote.category", "Garden"));

    assertThat(Client.ids(answer)).containsExactly("listed-4", "listed-1");
    assertThat(promoted(answer)).containsExactly("listed-1");
  }

  @Test
  void shouldLeaveNewItemsTheirPlacesAndCategoriesTheirLimit() {
    // Given
    data.did(Client.KEY, "item-3", 1000);
    for (int i = 1; i <= ITEMS; i++) {
      sell(FakeModel.item(i), i <= 6 ? "Garden" : "Kitchen/" + i);
    }
    sell("new-1", "Other");
    sell("new-2", "Another");

    // When
    JsonNode answer =
        client.recommendations(
            Map.of(
                "count", "6",
                "explore", "0.34",
                "perCategory", "2",
                "promote.percent", "100",
                "promote.category", "Garden"));

    // Then
    assertThat(Client.ids(answer)).hasSize(6).endsWith("new-1", "new-2").doesNotHaveDuplicates();
    assertThat(
            Client.ids(answer).stream()
                .filter(id -> data.items.get(id).category().equals("Garden"))
                .toList())
        .hasSize(2);
  }

  @Test
  void shouldTellOfAPromotedCategoryThatNoItemIsIn() {
    sell("item-1", "Garden");

    JsonNode answer =
        client.recommendations(Map.of("promote.percent", "50", "promote.category", "gardne"));

    assertThat(answer.path("warnings").path(0).asText())
        .startsWith("promote.category: 'gardne' is not accepted; no item is in it; did you mean");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'promote':{'percent':101,'tags':'a'}}; promote.percent: '101'",
        "{'promote':{'percent':20}}; say what is promoted, too: promote.category",
        "{'promote':{'tags':['a']}}; promote.percent: is missing",
        "{'promote':20}; did you mean promote.",
        "{'promote':{'percent':{}}}; promote.percent: '{}'",
        "{'promote':{'categories':['a']}}; did you mean promote.category?",
        "{'promote':{'minPrice':3,'maxPrice':2}}; promote.maxPrice: '2'",
        "{'promote.percent':1,'promote':{'percent':20}}; promote.percent: '20'"
      })
  void shouldRefuseWhatIsNoPromotion(String body, String detail) {
    JsonNode answer = client.post(body.replace('\'', '"'));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("detail").asText()).contains(detail);
  }

  private static List<String> promoted(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      if (item.path("promoted").asBoolean()) {
        ids.add(item.path("itemId").asText());
      }
    }
    return ids;
  }

  private void sell(String id, String category) {
    data.sells(new Item(id, "Title of " + id, category, 1, List.of(), List.of(), true));
  }
}
