package dev.tidemark.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Json;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items that came into the catalogue after training. */
class ArrivalsTest {
  private static final int ITEMS = 12;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = FakeModel.describing(ITEMS);
  private Instant now = Client.CLOCK.instant();
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, () -> now));

  @BeforeEach
  void didSomething() {
    data.did(Client.KEY, "item-3", 1000);
  }

  @Test
  void shouldRankThemAmongTheItemsOfTheModel() {
    sell("fits", "A/X");
    sell("does-not", "B");
    sell("nothing-known", "Z");

    JsonNode answer = client.recommendations(Map.of("count", "100"));

    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(answer.path("modelVersion").asText()).isEqualTo(FakeModel.VERSION);
    assertThat(Client.ids(answer))
        .hasSize(ITEMS + 3)
        .startsWith("fits")
        .endsWith("does-not", "nothing-known");
    assertThat(answer.path("items").path(0).path("title").asText()).isEqualTo("Title of fits");
    assertThat(answer.path("items").path(0).path("score").asDouble()).isGreaterThan(0.5);
    assertThat(answer.path("items").path(ITEMS + 2).path("score").asDouble()).isZero();
  }

  @Test
  void shouldNoticeThemWithinHalfAMinute() {
    assertThat(client.recommendations(Map.of()).path("items")).hasSize(10);
    sell("fits", "A/X");

    now = now.plusSeconds(29);
    assertThat(Client.ids(client.recommendations(Map.of()))).doesNotContain("fits");
    assertThat(data.listReads).isEqualTo(1);

    now = now.plusSeconds(1);
    assertThat(Client.ids(client.recommendations(Map.of()))).startsWith("fits");
    assertThat(Client.ids(client.recommendations(Map.of()))).startsWith("fits");
    assertThat(data.listReads).isEqualTo(2);
  }

  @Test
  void shouldNotAnswerOneThatIsSwitchedOffFromTheNextRequestOn() {
    sell("fits", "A/X");
    assertThat(Client.ids(client.recommendations(Map.of()))).startsWith("fits");

    data.sells(new Item("fits", "", "A/X", 1, List.of(), List.of(), false));

    assertThat(Client.ids(client.recommendations(Map.of()))).hasSize(10).doesNotContain("fits");
    now = now.plusSeconds(30);
    assertThat(Client.ids(client.recommendations(Map.of()))).hasSize(10).doesNotContain("fits");
  }

  @Test
  void shouldFilterThemAsTheyAreListed() {
    sell("fits", "A/X");
    sell("other", "B");

    assertThat(Client.ids(client.recommendations(Map.of("category", "a", "maxPrice", "4"))))
        .containsExactlyInAnyOrder("fits", "item-1", "item-3", "item-4");
    assertThat(Client.ids(client.recommendations(Map.of("exclude", "fits"))))
        .doesNotContain("fits");
    assertThat(Client.ids(client.recommendations(Map.of("perCategory", "1", "category", "A/X"))))
        .startsWith("fits");
  }

  @Test
  void shouldOrderThemInAGivenList() {
    sell("other", "B");
    sell("fits", "A/X");

    JsonNode answer =
        call(
            "POST /v1/users/{id}/rank",
            Client.USER,
            "{\"items\":[\"other\",\"item-1\",\"fits\",\"unknown\"]}");

    assertThat(Client.ids(answer)).containsExactly("fits", "item-1", "other", "unknown");
  }

  @Test
  void shouldFindThemNearAnItemOfTheModel() {
    sell("fits", "A/X");

    assertThat(Client.ids(call("GET /v1/items/{id}/similar", "item-3", ""))).startsWith("fits");
  }

  @Test
  void shouldSayWhyTheyAreAnswered() {
    sell("fits", "A/X");
    sell("nothing-known", "Z");

    JsonNode items =
        client.recommendations(Map.of("explain", "true", "count", "100")).path("items");

    assertThat(items.path(0).path("because").path("part").asText()).isEqualTo("short");
    assertThat(items.path(ITEMS + 1).path("because").path("sentence").asText())
        .isEqualTo("It is new: nothing is known of it yet.");
  }

  @Test
  void shouldStillBeNewToWhoExplores() {
    sell("other", "B");

    assertThat(Client.ids(client.recommendations(Map.of("count", "3", "explore", "0.4"))))
        .hasSize(3)
        .endsWith("other");
  }

  @Test
  void shouldReadTheContentVectorsOfThoseAloneThatItDoesNotKnow() {
    data.sells(new Item("content", "", "", 1, List.of(), List.of(3f), true));
    sell("item-1", "A/X");
    client.recommendations(Map.of());
    assertThat(data.vectorReads).isEqualTo(1);

    sell("fits", "A/X");
    now = now.plusSeconds(30);

    assertThat(Client.ids(client.recommendations(Map.of()))).startsWith("fits").contains("content");
    assertThat(data.vectorReads).isEqualTo(2);
  }

  @Test
  void shouldKeepThemWhileTheCatalogueCannotBeRead() {
    sell("fits", "A/X");
    client.recommendations(Map.of());
    now = now.plusSeconds(30);
    data.catalogueBroken = true;

    assertThat(Client.ids(client.recommendations(Map.of()))).startsWith("fits");
  }

  @Test
  void shouldNotLookForThemWhereTimeIsShortOrNothingIsLearntOfWhatDescribesItems() {
    sell("fits", "A/X");
    FakeModel silent = new FakeModel(ITEMS);
    Client plain =
        new Client(Serving.with(silent.modelPackage(), silent, data, Client.USERS, () -> now));

    assertThat(Client.ids(plain.recommendations(Map.of()))).doesNotContain("fits");
    assertThat(Client.ids(client.withMillisLeft(6000).recommendations(Map.of())))
        .doesNotContain("fits");
    assertThat(data.listReads).isZero();
  }

  private JsonNode call(String route, String id, String body) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", route).put("body", body);
    event.putObject("pathParameters").put("id", id);
    event.putObject("headers").put("content-type", "application/json");
    return Client.body(client.call(event.toString().getBytes(UTF_8)));
  }

  private void sell(String id, String category) {
    data.sells(new Item(id, "Title of " + id, category, 1, List.of(), List.of(), true));
  }
}
