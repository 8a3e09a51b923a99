package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class RecommendProperties {
  private static final int ITEMS = 40;

  @Property(tries = 300)
  void shouldHoldItsPromises(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 2 * ITEMS) Integer> history,
      @ForAll @Size(max = 30) @UniqueElements
          List<@IntRange(min = 1, max = ITEMS) Integer> excluded,
      @ForAll boolean excludeSeen,
      @ForAll @IntRange(min = 1, max = 100) int count) {
    // Given
    FakeShopData data = new FakeShopData();
    history.forEach(number -> data.did(Client.KEY, FakeModel.item(number), 1000L * number));
    data.sells(new Item("item-7", "Seven", "B|C", 7, List.of(), List.of(), false));
    FakeModel model = new FakeModel(ITEMS);
    Client client =
        new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));
    Set<String> banned = excluded.stream().map(FakeModel::item).collect(Collectors.toSet());
    String list = String.join(",", banned) + (excludeSeen ? ",seen" : "");
    Map<String, String> query = Map.of("count", Integer.toString(count), "exclude", list);

    // When
    JsonNode answer = client.recommendations(query);
    JsonNode again = client.recommendations(query);

    // Then
    List<String> ids = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      ids.add(item.path("itemId").asText());
      scores.add(item.path("score").asDouble());
    }
    if (excludeSeen) {
      history.forEach(number -> banned.add(FakeModel.item(number)));
    }
    banned.add("item-7");
    Set<String> allowed = new HashSet<>();
    for (int i = 1; i <= ITEMS; i++) {
      allowed.add(FakeModel.item(i));
    }
    allowed.removeAll(banned);
    assertThat(allowed).containsAll(ids);
    assertThat(ids).doesNotHaveDuplicates().hasSize(Math.min(count, allowed.size()));
    assertThat(scores).allMatch(score -> score > 0 && score <= 1);
    assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(again).isEqualTo(answer);
    boolean known = history.stream().anyMatch(number -> number <= ITEMS);
    assertThat(answer.path("strategy").asText()).isEqualTo(known ? "lstm" : "popular");
    assertThat(answer.has("interest")).isEqualTo(known);
    assertThat(answer.path("modelVersion").asText()).isEqualTo(FakeModel.VERSION);
  }

  @Property(tries = 500)
  void shouldAnswerOrRefuseWhateverIsAsked(
      @ForAll String userId,
      @ForAll String count,
      @ForAll String category,
      @ForAll String price,
      @ForAll String exclude) {
    // Given
    FakeModel model = new FakeModel(ITEMS);
    Serving serving =
        Serving.with(model.modelPackage(), model, new FakeShopData(), Client.USERS, Client.CLOCK);

    // When
    JsonNode answer =
        new Client(serving)
            .call(
                userId,
                Map.of(
                    "count", count, "category", category, "maxPrice", price, "exclude", exclude));

    // Then
    assertThat(answer.path("statusCode").asInt()).isIn(200, 400);
  }
}
