package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.Comparison.Lead;
import org.junit.jupiter.api.Test;

class LeadTest {
  @Test
  void shouldPairEventByEvent() {
    Lead lead = Lead.of(new double[] {1, 0, 0.5, 0.5}, new double[] {0, 0, 0.5, 0}).orElseThrow();

    assertThat(lead.mean()).isEqualTo(0.375);
    // Differences 1, 0, 0, .5: variance .2292, over four events
    assertThat(lead.standardError()).isCloseTo(Math.sqrt(0.22916667 / 4), within(1e-8));
    assertThat(lead.isCertainlyBehind()).isFalse();
  }

  @Test
  void shouldBeSureWhereEveryEventSaysTheSame() {
    assertThat(Lead.of(new double[] {0, 0}, new double[] {0.1, 0.1}).orElseThrow())
        .satisfies(lead -> assertThat(lead.isCertainlyBehind()).isTrue());
  }

  @Test
  void shouldTellNothingOfOneEvent() {
    assertThat(Lead.of(new double[] {0}, new double[] {1})).isEmpty();
  }
}
