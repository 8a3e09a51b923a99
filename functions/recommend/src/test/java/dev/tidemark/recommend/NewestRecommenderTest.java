package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewestRecommenderTest {
  private final FakeShopData data = new FakeShopData();
  private final Client client = new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK));

  @Test
  void shouldAnswerTheNewestActiveItems() {
    // Given
    sell("old", 1, true);
    sell("seen", 2, true);
    sell("inactive", 3, false);
    sell("new", 4, true);
    data.did(Client.KEY, "old", 1000);

    // When
    JsonNode answer = client.recommendations(Map.of("count", "2"));

    // Then
    assertThat(answer.path("modelVersion").asText()).isEqualTo("none");
    assertThat(answer.path("strategy").asText()).isEqualTo("newest");
    assertThat(Client.ids(answer)).containsExactly("new", "seen");
    assertThat(answer.path("items").path(0).path("title").asText()).isEqualTo("Title of new");
    assertThat(answer.path("items").path(1).path("score").asDouble()).isEqualTo(0.5);
  }

  @Test
  void shouldFilterAndExclude() {
    sell("a", 1, true);
    sell("b", 2, true);
    sell("c", 3, true);
    sell("d", 9, true);
    data.did(Client.KEY, "b", 1000);

    assertThat(Client.ids(client.recommendations(Map.of("exclude", "c,seen", "maxPrice", "5"))))
        .containsExactly("a");
    assertThat(Client.ids(client.recommendations(Map.of("exclude", "d,c,b", "count", "1"))))
        .containsExactly("a");
  }

  @Test
  void shouldReadByTheirIdsWhatIsIncluded() {
    for (int i = 0; i < 200; i++) {
      sell("item-" + i, 1, i != 7);
    }

    JsonNode answer =
        client.recommendations(Map.of("include", "item-9,nothing,item-7,item-150,item-3"));

    assertThat(Client.ids(answer)).containsExactly("item-9", "item-150", "item-3");
    assertThat(data.listReads).isZero();
    assertThat(data.titleReads).isEqualTo(2);
  }

  @Test
  void shouldTellOfACategoryThatNoItemIsIn() {
    data.sells(new Item("a", "", "Garden/Tools", 1, List.of(), List.of(), true));
    for (int i = 0; i < 200; i++) {
      sell("item-" + i, 1, true);
    }

    JsonNode answer = client.recommendations(Map.of("category", "garden,Gardne"));

    assertThat(Client.ids(answer)).containsExactly("a");
    assertThat(answer.path("warnings"))
        .hasToString(
            "[\"category: 'gardne' is not accepted; no item is in it; did you mean 'garden'?\"]");
    assertThat(data.titleReads).as("what is listed in other categories is not read").isEqualTo(1);
  }

  @Test
  void shouldAnswerNothingFromAnEmptyCatalogue() {
    assertThat(client.recommendations(Map.of()).path("items")).isEmpty();
  }

  @Test
  void shouldAnswerWhenTheHistoryCannotBeRead() {
    sell("a", 1, true);
    data.historyBroken = true;

    assertThat(Client.ids(client.recommendations(Map.of("exclude", "seen")))).containsExactly("a");
  }

  @Test
  void shouldAskToComeAgainWhenTheCatalogueDoesNotAnswer() {
    data.catalogueBroken = true;

    JsonNode answer = client.call(Client.USER, Map.of());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(answer.path("headers").path("retry-after").asText()).isEqualTo("1");
    assertThat(answer.toString()).doesNotContain("broken");
  }

  private void sell(String id, double price, boolean active) {
    data.sells(new Item(id, "Title of " + id, "", price, List.of(), List.of(), active));
  }
}
