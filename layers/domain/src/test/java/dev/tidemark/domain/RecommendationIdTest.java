package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationIdTest {
  @Test
  void shouldReadWhatItWrites() {
    RecommendationId id = new RecommendationId("lstm", "2026.11.25-a_b");

    assertThat(RecommendationId.of(id.with("abcdefghijkl_-09"))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lstm",
        "lstm.model",
        "lstm.model.short",
        "LSTM.model.abcdefghijkl_-09",
        "lstm..abcdefghijkl_-09",
        "lstm.model.abcdefghijkl_-09 ",
        "campaign-7"
      })
  void shouldTellForeignIds(String foreign) {
    assertThat(RecommendationId.of(foreign)).isEqualTo(new RecommendationId("other", "other"));
  }
}
