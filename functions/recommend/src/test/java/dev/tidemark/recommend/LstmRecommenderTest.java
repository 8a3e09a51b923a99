package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.features.Input;
import dev.tidemark.features.RequestGap;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LstmRecommenderTest {
  private static final int ITEMS = 40;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(ITEMS);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @Test
  void shouldAnswerAsTheContractSays() {
    // Given
    data.did(Client.KEY, "item-3", 1000);
    for (int i = 1; i <= ITEMS; i++) {
      data.sells(item(i, "B|C", i, true));
    }

    // When
    JsonNode answer = client.recommendations(Map.of());

    // Then
    List<String> members = new ArrayList<>();
    answer.fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .containsExactly(
            "userId", "recommendationId", "modelVersion", "strategy", "interest", "items");
    assertThat(answer.path("recommendationId").asText())
        .matches("lstm\\." + FakeModel.VERSION + "\\.[A-Za-z0-9_-]{16}");
    assertThat(answer.path("interest").path("long").asDouble()).isEqualTo(0.25);
    assertThat(answer.path("interest").path("short").asDouble()).isEqualTo(0.75);
    assertThat(answer.path("userId").asText()).isEqualTo(Client.USER);
    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(answer.path("items")).hasSize(10);
    JsonNode first = answer.path("items").path(0);
    assertThat(first.path("title").asText()).isEqualTo("Title of " + first.path("itemId").asText());
    assertThat(data.titleReads).isEqualTo(1);
  }

  @Test
  void shouldGiveProbabilitiesAmongAllItems() {
    // Given
    data.did(Client.KEY, "item-3", 1000);

    // When
    JsonNode answer = client.recommendations(Map.of("count", "100"));

    // Then
    double sum = 0;
    for (JsonNode item : answer.path("items")) {
      sum += item.path("score").asDouble();
    }
    assertThat(answer.path("items")).hasSize(ITEMS);
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldScoreTheNewestPartOfTheHistoryOldestFirst() {
    for (int i = 1; i <= 9; i++) {
      data.did(Client.KEY, FakeModel.item(i), 1000L * i);
    }

    client.recommendations(Map.of());

    assertThat(model.scored.get(0).items()).containsExactly(2, 3, 4, 0, 5, 6, 7, 8, 9);
    assertThat(data.historyReads).isEqualTo(1);
    assertThat(data.lastLimit).isEqualTo(FakeModel.OLDER + FakeModel.WINDOW - 1);
  }

  @Test
  void shouldFillTheWindowAsTrainingDoesWhenUnknownItemsTakeItsPlaces() {
    for (int i = 1; i <= 9; i++) {
      data.did(Client.KEY, FakeModel.item(i), 1000L * i);
      data.did(Client.KEY, "new-" + i, 1000L * i);
    }

    client.recommendations(Map.of());

    assertThat(model.scored.get(0).items()).containsExactly(2, 3, 4, 0, 5, 6, 7, 8, 9);
    assertThat(data.historyReads).isEqualTo(2);
  }

  @Test
  void shouldScoreAsIfNothingHadBeenTakenBack() {
    for (int i = 1; i <= 9; i++) {
      data.did(Client.KEY, FakeModel.item(i), 1000L * i);
    }
    client.recommendations(Map.of());
    for (int i = 10; i <= 20; i++) {
      data.did(Client.KEY, FakeModel.item(i), "remove_from_cart", 1000L * i);
    }
    client.recommendations(Map.of());

    assertThat(model.scored.get(1).items()).isEqualTo(model.scored.get(0).items());
  }

  @Test
  void shouldAnswerPopularItemsToWhoOnlyTookThingsBack() {
    data.did(Client.KEY, "item-3", "refund", 1000);

    JsonNode answer = client.recommendations(Map.of("count", "5"));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).startsWith("item-40");
  }

  @Test
  void shouldSeeTheSameHistoryWhetherOrNotSeenItemsAreExcluded() {
    for (int i = 1; i <= 9; i++) {
      data.did(Client.KEY, FakeModel.item(i), 1000L * i);
      data.did(Client.KEY, "new-" + i, 1000L * i);
    }

    client.recommendations(Map.of());
    client.recommendations(Map.of("exclude", "seen"));

    assertThat(model.scored.get(1).items()).isEqualTo(model.scored.get(0).items());
    assertThat(model.scored.get(1).of(Input.GAPS)).isEqualTo(model.scored.get(0).of(Input.GAPS));
  }

  @Test
  void shouldExcludeSeenItemsFromBehindTheWindowThatTheModelLooksAt() {
    for (int i = 1; i <= 20; i++) {
      data.did(Client.KEY, FakeModel.item(i), 1000L * i);
    }

    JsonNode answer = client.recommendations(Map.of("exclude", "seen", "count", "100"));

    assertThat(Client.ids(answer))
        .hasSize(ITEMS - 20)
        .doesNotContain("item-1", "item-12", "item-20");
    assertThat(data.historyReads).isEqualTo(2);
  }

  @Test
  void shouldTellTheModelHowLongAgoTheHistoryEnded() {
    data.did(Client.KEY, "item-3", Client.CLOCK.millis() - 2 * 86_400_000L);

    client.recommendations(Map.of());

    assertThat(model.scored.get(0).requestGap())
        .isEqualTo(RequestGap.bucket(2 * 86_400_000L))
        .isNotEqualTo(RequestGap.bucket(0));
  }

  @Test
  void shouldTellTheModelMonthAndPromotion() {
    // Given
    int month = Client.CLOCK.instant().atOffset(ZoneOffset.UTC).getMonthValue();
    data.did(Client.KEY, "item-3", Client.CLOCK.millis() - 60_000, Map.of("promotion", "true"));

    // When
    client.recommendations(Map.of());
    data.did(Client.KEY, "item-4", Client.CLOCK.millis() - 1000);
    client.recommendations(Map.of());

    // Then
    assertThat(model.scored)
        .extracting(sequence -> sequence.of(Input.REQUEST_CONTEXTS)[0])
        .containsExactly(2 * month + 1, 2 * month);
  }

  @Test
  void shouldAnswerTheSameAMomentLater() {
    data.did(Client.KEY, "item-3", Client.CLOCK.millis() - 2 * 86_400_000L);
    InstantSource later = InstantSource.fixed(Client.CLOCK.instant().plusSeconds(5));
    Serving serving = Serving.with(model.modelPackage(), model, data, Client.USERS, later);

    assertThat(new Client(serving).recommendations(Map.of()))
        .isEqualTo(client.recommendations(Map.of()));
  }

  @Test
  void shouldGoOnFifteenYearsAfterTheLastEvent() {
    // Given
    long years = 15L * 365 * 86_400_000;
    data.did(Client.KEY, "item-3", Client.CLOCK.millis() - 1000 - years);

    // When
    JsonNode before = client.recommendations(Map.of());
    data.did(Client.KEY, "item-4", Client.CLOCK.millis() - 1000);
    JsonNode after = client.recommendations(Map.of());

    // Then
    assertThat(before.path("strategy").asText()).isEqualTo("lstm");
    assertThat(model.scored.get(0).requestGap()).isEqualTo(RequestGap.BUCKETS - 1);
    assertThat(after.path("strategy").asText()).isEqualTo("lstm");
    assertThat(model.scored.get(1).items()).containsExactly(0, 3, 4);
    assertThat(model.scored.get(1).of(Input.GAPS)).containsExactly(0, 0, FakeModel.MAX_GAP);
    assertThat(model.scored.get(1).ages()).containsExactly(0, (int) (years / 1000), 0);
    assertThat(model.scored.get(1).requestGap()).isEqualTo(1);
  }

  @Test
  void shouldAnswerPopularItemsToStrangers() {
    JsonNode answer = client.recommendations(Map.of("count", "2", "exclude", "item-39"));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(answer.path("modelVersion").asText()).isEqualTo(FakeModel.VERSION);
    assertThat(Client.ids(answer)).containsExactly("item-40", "item-38");
    assertThat(answer.path("items").path(0).path("score").asDouble()).isEqualTo(1);
    assertThat(answer.path("items").path(1).path("score").asDouble()).isEqualTo(1.0 / 3);
    assertThat(answer.path("items").path(0).has("title")).isFalse();
    assertThat(answer.has("interest")).isFalse();
  }

  @Test
  void shouldAnswerPopularItemsWhereOnlyUnknownOnesWereSeen() {
    data.did(Client.KEY, "unheard-of", 1000);

    assertThat(client.recommendations(Map.of()).path("strategy").asText()).isEqualTo("popular");
  }

  @Test
  void shouldAnswerPopularItemsWhenTheHistoryCannotBeRead() {
    data.did(Client.KEY, "item-3", 1000);
    data.historyBroken = true;

    JsonNode answer = client.recommendations(Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(answer.path("items")).hasSize(10);
  }

  @Test
  void shouldAnswerPopularItemsWhenNoTimeIsLeft() {
    data.did(Client.KEY, "item-3", 1000);

    JsonNode answer = client.withMillisLeft(3500).recommendations(Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(data.historyReads).isZero();
    assertThat(data.titleReads).isEqualTo(1);
  }

  @Test
  void shouldOnlyOmitTitlesWhenTheCatalogueDoesNotAnswer() {
    data.did(Client.KEY, "item-3", 1000);
    data.catalogueBroken = true;

    JsonNode answer = client.recommendations(Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    assertThat(answer.path("items")).hasSize(10);
    assertThat(answer.path("items").path(0).has("title")).isFalse();
  }

  @Test
  void shouldNotReadTitlesWhenNoTimeIsLeft() {
    JsonNode answer = client.withMillisLeft(2500).recommendations(Map.of());

    assertThat(answer.path("items")).hasSize(10);
    assertThat(data.titleReads).isZero();
  }

  @Test
  void shouldFilterByCategoryAndPrice() {
    data.did(Client.KEY, "item-3", 1000);

    assertThat(Client.ids(client.recommendations(Map.of("category", "A", "maxPrice", "8"))))
        .containsExactlyInAnyOrder("item-1", "item-3", "item-4", "item-6", "item-7");
    assertThat(Client.ids(client.recommendations(Map.of("category", "C", "minPrice", "35"))))
        .containsExactlyInAnyOrder("item-35", "item-38");
    assertThat(Client.ids(client.recommendations(Map.of("minPrice", "39", "maxPrice", "1e3"))))
        .containsExactly("item-39");
  }

  @Test
  void shouldGoByWhatTheCatalogueSaysNow() {
    // Given: item 1 has become dear, item 4 is in another category, item 3 is not sold any more
    data.did(Client.KEY, "item-3", 1000);
    data.sells(item(1, "A/Y", 100, true));
    data.sells(item(4, "B", 4, true));
    data.sells(item(3, "A/X", 3, false));
    data.sells(item(7, "A/Z", 7, true));

    // When
    JsonNode answer = client.recommendations(Map.of("category", "A", "maxPrice", "8"));

    // Then
    assertThat(Client.ids(answer)).containsExactlyInAnyOrder("item-6", "item-7");
  }

  private static Item item(int number, String category, double price, boolean active) {
    String id = FakeModel.item(number);
    return new Item(id, "Title of " + id, category, price, List.of(), List.of(), active);
  }
}
