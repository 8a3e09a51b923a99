package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendMetricsTest {
  private final List<String> lines = new ArrayList<>();
  private final Metrics metrics = new Metrics("recommend", lines::add);
  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(40);
  private final Serving serving =
      Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK);

  @Test
  void shouldTellHowARequestWasAnsweredWithoutTellingWhose() throws IOException {
    // Given
    data.did(Client.KEY, "item-3", 1000);
    Client client = new Client(serving, metrics);

    // When
    client.recommendations(Map.of());
    client.call("nobody-yet", Map.of());

    // Then
    JsonNode scored = line(0);
    assertThat(scored.path("LstmRecommendations").asInt()).isEqualTo(1);
    assertThat(scored.has("PopularRecommendations")).isFalse();
    assertThat(scored.path("Fallbacks").asInt(-1)).isZero();
    assertThat(scored.path("RecommendationLatency").asDouble()).isPositive();
    assertThat(scored.path("ModelAge").asLong())
        .isEqualTo(
            Duration.between(Instant.parse("2026-01-01T00:00:00Z"), Client.CLOCK.instant())
                .toSeconds());
    assertThat(line(1).path("PopularRecommendations").asInt()).isEqualTo(1);
    assertThat(line(1).path("Fallbacks").asInt()).isEqualTo(1);
    assertThat(lines)
        .noneMatch(line -> line.contains(Client.USER))
        .noneMatch(line -> line.contains(Client.KEY.value()))
        .noneMatch(line -> line.contains("nobody"));
  }

  @Test
  void shouldNotCallItAFallbackWhereThereIsNoModel() throws IOException {
    new Client(Serving.withoutModel(data, Client.USERS, Client.CLOCK), metrics)
        .call(Client.USER, Map.of());

    assertThat(line(0).path("PopularRecommendations").asInt()).isEqualTo(1);
    assertThat(line(0).has("Fallbacks")).isFalse();
    assertThat(line(0).has("ModelAge")).isFalse();
  }

  @Test
  void shouldCountNeitherPrimingNorRefusals() {
    new RecommendHandler(serving, Client.NO_MODELS, metrics).prime();
    new Client(serving, metrics).call(Client.USER, Map.of("count", "0"));

    assertThat(lines).isEmpty();
  }

  private JsonNode line(int index) throws IOException {
    return Json.mapper().readTree(lines.get(index));
  }
}
