package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.features.Input;
import dev.tidemark.features.RequestGap;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When and under what a request is made. */
class ContextTest {
  private static final long DAY = 86_400_000;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(12);
  private final Client client =
      new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));

  @ParameterizedTest
  @CsvSource({"2026-03-05T10:00:00Z, 3", "1772704800000, 3", "2026-06-02T11:59:59+00:00, 6"})
  void shouldAskForTheTimeThatIsGiven(String time, int month) {
    // Given
    data.did(Client.KEY, "item-3", 1_772_704_800_000L - 2 * DAY);

    // When
    client.recommendations(Map.of("context.time", time));

    // Then
    assertThat(model.scored.get(0).of(Input.REQUEST_CONTEXTS)).containsExactly(2 * month);
    if (month == 3) {
      assertThat(model.scored.get(0).requestGap()).isEqualTo(RequestGap.bucket(2 * DAY));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "spring sale, 1", "true, 1", "false, 0", "FALSE, 0"})
  void shouldKnowOfThePromotionThatIsGiven(String promotion, int expected) {
    // Given: the newest event was under one
    data.did(Client.KEY, "item-3", Client.CLOCK.millis() - 1000, Map.of("promotion", "x"));

    // When
    client.recommendations(Map.of("context.promotion", promotion));

    // Then
    assertThat(model.scored.get(0).of(Input.REQUEST_CONTEXTS)[0] % 2).isEqualTo(expected);
  }

  @Test
  void shouldTakeTheSameAsAnObject() {
    data.did(Client.KEY, "item-3", 1000);

    JsonNode answer =
        client.post(
            "{\"context\":{\"time\":1772704800000,\"device\":\"phone\",\"promotion\":true}}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(model.scored.get(0).of(Input.REQUEST_CONTEXTS)).containsExactly(2 * 3 + 1);
    assertThat(client.recommendations(Map.of("context.device", "phone")))
        .isEqualTo(client.recommendations(Map.of()));
  }

  @Test
  void shouldCountDaysFromTheTimeThatIsGiven() {
    data.did(Client.KEY, "item-12", "purchase", 1_772_704_800_000L - 9 * DAY);
    Map<String, String> now = Map.of("excludeBoughtWithinDays", "10", "count", "100");
    Map<String, String> then =
        Map.of("excludeBoughtWithinDays", "10", "context.time", "1772704800000", "count", "100");

    assertThat(Client.ids(client.recommendations(now))).contains("item-12");
    assertThat(Client.ids(client.recommendations(then))).doesNotContain("item-12");
  }

  @Test
  void shouldAnswerWhatIsPopularWithinTheFilterToStrangers() {
    JsonNode answer =
        client.recommendations(Map.of("context.promotion", "sale", "category", "A/Y"));

    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(answer)).containsExactly("item-10", "item-7", "item-4", "item-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'context':{'time':'2026-06-02T12:00:01Z'}}; it is more than 24 h ahead",
        "{'context':{'time':'tomorrow'}}; context.time: 'tomorrow' is not accepted; give ISO 8601",
        "{'context':{'promotion':3}}; context.promotion: '3' is not accepted; give a text",
        "{'context':{'promotion':['a','b']}}; context.promotion: 'a,b' is not accepted; give one",
        "{'context':{'device':7}}; context.device: '7' is not accepted; give a text",
        "{'context':{'place':'x'}}; parameter: 'context.place' is not accepted; there is count",
        "{'context':'sale'}; did you mean context."
      })
  void shouldRefuseWhatIsNoContext(String body, String detail) {
    JsonNode answer = client.post(body.replace('\'', '"'));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("detail").asText()).contains(detail);
  }

  @Test
  void shouldRefuseALongName() {
    assertThat(
            client
                .call(Client.USER, Map.of("context.promotion", "p".repeat(257)))
                .path("statusCode")
                .asInt())
        .isEqualTo(400);
  }
}
