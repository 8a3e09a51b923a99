package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.scoring.Carrier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(40);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @Test
  void shouldNameEventsByTheirTitles() {
    for (int i = 1; i <= 5; i++) {
      data.did(Client.KEY, FakeModel.item(i), 1_700_000_000_000L);
      data.sells(new Item(FakeModel.item(i), "Title " + i, "", 1, List.of(), List.of(), true));
    }

    JsonNode answer = client.recommendations(Map.of("explain", "true"));

    JsonNode because =
        answer.findValues("because").stream()
            .filter(it -> it.path("events").size() > 1)
            .findFirst()
            .orElseThrow();
    assertThat(because.path("sentence").asText()).contains("Title ", " and Title ");
    assertThat(because.path("events").path(0).path("timestamp").asText())
        .isEqualTo("2023-11-14T22:13:20Z");
    // The question and all that occlude an item each, then larger sets.
    assertThat(model.scored.size()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void shouldGiveNoReasonUnasked() {
    data.did(Client.KEY, "item-3", 1000);

    assertThat(client.recommendations(Map.of()).findValues("because")).isEmpty();
    assertThat(client.recommendations(Map.of("explain", "false")).findValues("because")).isEmpty();
    assertThat(client.call(Client.USER, Map.of("explain", "yes")).path("statusCode").asInt())
        .isEqualTo(400);
  }

  @Test
  void shouldSayThatWhatIsPopularIsSo() {
    JsonNode answer = client.recommendations(Map.of("explain", "true", "count", "1"));

    assertThat(answer.path("items").path(0).path("because"))
        .hasToString(
            "{\"part\":\"popular\",\"events\":[],\"sentence\":\"Many shoppers take it.\"}");
  }

  @Test
  void shouldHaveASentenceForEachPart() {
    for (Carrier carrier : Carrier.values()) {
      assertThat(Sentence.of(carrier, List.of(), false)).endsWith(".");
      assertThat(Sentence.of(carrier, List.of("A", "B", "C"), true)).endsWith(".");
    }
    assertThat(Sentence.of(Carrier.OTHERS, List.of("A", "B", "C"), false))
        .isEqualTo("Others took it after A, B and C.");
    assertThat(Sentence.of(Carrier.LONG_TERM, List.of(), true))
        .isEqualTo("It was of interest before.");
    assertThat(Sentence.of(Carrier.SHORT_TERM, List.of("A"), true))
        .isEqualTo("It was of interest before, and fits what is of interest now: A.");
  }
}
