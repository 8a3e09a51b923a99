package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final List<String> lines = new ArrayList<>();
  private final Metrics metrics = new Metrics("shop", lines::add);

  @Test
  void shouldWriteOneLineOfEmbeddedMetricFormat() throws Exception {
    // When
    long before = System.currentTimeMillis();
    metrics.record(Map.of(Metric.ACCEPTED_EVENTS, 3, Metric.RECOMMENDATION_LATENCY, 1.5));

    // Then
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).doesNotContain("\n");
    JsonNode line = Json.mapper().readTree(lines.get(0));
    JsonNode metadata = line.path("_aws");
    assertThat(metadata.path("Timestamp").asLong()).isBetween(before, before + 60_000);
    JsonNode directive = metadata.path("CloudWatchMetrics").path(0);
    assertThat(directive.path("Namespace").asText()).isEqualTo("Tidemark");
    assertThat(directive.path("Dimensions"))
        .isEqualTo(Json.mapper().readTree("[[\"FunctionName\"]]"));
    assertThat(directive.path("Metrics"))
        .containsExactlyInAnyOrder(
            Json.mapper().readTree("{\"Name\":\"AcceptedEvents\",\"Unit\":\"Count\"}"),
            Json.mapper()
                .readTree("{\"Name\":\"RecommendationLatency\",\"Unit\":\"Milliseconds\"}"),
            Json.mapper().readTree("{\"Name\":\"ColdStarts\",\"Unit\":\"Count\"}"));
    assertThat(line.path("FunctionName").asText()).isEqualTo("shop");
    assertThat(line.path("AcceptedEvents").asDouble()).isEqualTo(3);
    assertThat(line.path("RecommendationLatency").asDouble()).isEqualTo(1.5);
  }

  @Test
  void shouldHoldNothingButWhatWasMeasured() throws Exception {
    metrics.record(Map.of(Metric.FALLBACKS, 1));

    List<String> members = new ArrayList<>();
    Json.mapper().readTree(lines.get(0)).fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .containsExactlyInAnyOrder("_aws", "FunctionName", "Fallbacks", "ColdStarts");
  }

  @Test
  void shouldCountOneColdStartForTheFirstRequestThatIsNotPriming() throws Exception {
    // When
    metrics.muted(() -> metrics.record(Map.of(Metric.FALLBACKS, 1)));
    metrics.record(Map.of());
    metrics.record(Map.of());

    // Then
    assertThat(lines).hasSize(2);
    assertThat(Json.mapper().readTree(lines.get(0)).path("ColdStarts").asInt()).isEqualTo(1);
    assertThat(Json.mapper().readTree(lines.get(1)).path("ColdStarts").asInt()).isZero();
  }

  @Test
  void shouldCountAgainAfterPrimingThatFailed() {
    assertThatThrownBy(
            () ->
                metrics.muted(
                    () -> {
                      throw new IllegalStateException("priming");
                    }))
        .hasMessage("priming");

    metrics.record(Map.of());
    assertThat(lines).hasSize(1);
  }
}
