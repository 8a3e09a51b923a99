package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Inputs;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.propensity.Spend;
import dev.tidemark.propensity.Taste;
import dev.tidemark.recommend.ModelLoader.LoadedModel;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PropensityTest {
  private static final long NOW = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(12);

  private static Head head(int days, double baseRate) {
    List<String> names = Inputs.names();
    double[] weights = new double[names.size()];
    weights[names.indexOf("RECENCY")] = -1;
    double[] means = new double[names.size()];
    means[names.indexOf("RECENCY")] = Math.log1p(20);
    return new Head(days, names, means, weights, 0, Taste.NONE, baseRate);
  }

  private JsonNode ask(Optional<PropensityModel> propensity, String path) {
    Client client =
        new Client(
            Serving.with(
                new LoadedModel(model.modelPackage(), model, propensity),
                data,
                Client.USERS,
                Client.CLOCK));
    String event =
        "{\"routeKey\":\"GET /v1/users/{id}/propensity\",\"pathParameters\":{\"id\":\""
            + path
            + "\"}}";
    JsonNode answer = client.call(event.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    return Client.body(answer);
  }

  private static PropensityModel fitted() {
    return new PropensityModel(
        NOW, new BgNbd(1, 30, 1.5, 3), new Spend(20, 1), List.of(head(7, .1), head(30, .3)));
  }

  @Test
  void shouldTellOfOneWhoOrderedWhatCarriesIt() {
    data.did(Client.KEY, "item-1", Behaviour.PURCHASE, NOW - 12 * DAY);
    data.did(Client.KEY, "item-2", Behaviour.PURCHASE, NOW - 2 * DAY);

    JsonNode answer = ask(Optional.of(fitted()), Client.USER);

    assertThat(answer.path("strategy").asText()).isEqualTo("counted");
    assertThat(answer.path("within").path(1).path("days").asInt()).isEqualTo(30);
    assertThat(answer.path("within").path(1).path("probability").asDouble()).isGreaterThan(.5);
    assertThat(answer.path("within").path(1).path("by").asText()).isEqualTo("rfm");
    assertThat(answer.path("next90Days").path("orders").asDouble()).isPositive();
    assertThat(answer.path("segments").path(0).asText()).isEqualTo("new");
    assertThat(answer.path("categories")).isNotEmpty();
    JsonNode reason = answer.path("because").path(0);
    assertThat(reason.path("feature").asText()).isEqualTo("recency");
    assertThat(reason.path("sentence").asText())
        .isEqualTo(
            "The last order was 2 days ago; there is one every 10 days. That speaks for an order.");
  }

  @Test
  void shouldSayTheBaseRateOfWhomNobodyKnows() {
    JsonNode answer = ask(Optional.of(fitted()), "somebody");

    assertThat(answer.path("strategy").asText()).isEqualTo("base-rate");
    assertThat(answer.path("within").path(0).path("probability").asDouble()).isEqualTo(.1);
    assertThat(answer.path("within").path(0).path("by").asText()).isEqualTo("base-rate");
    assertThat(answer.has("next90Days")).isFalse();
  }

  @Test
  void shouldSayTheBaseRateWhereTheStoreDoesNotAnswer() {
    data.historyBroken = true;

    assertThat(ask(Optional.of(fitted()), Client.USER).path("strategy").asText())
        .isEqualTo("base-rate");
  }

  @Test
  void shouldStillAnswerWithAPackageOfBeforeThereWereHeads() {
    data.did(Client.KEY, "item-1", Behaviour.PURCHASE, NOW - 2 * DAY);

    JsonNode answer = ask(Optional.empty(), Client.USER);

    assertThat(answer.path("strategy").asText()).isEqualTo("none");
    assertThat(answer.path("within")).isEmpty();
    assertThat(answer.path("segments").path(0).asText()).isEqualTo("new");
  }
}
