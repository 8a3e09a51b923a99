package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  /** To ten digits, from R's pnorm(x, lower.tail = FALSE). */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "0.5, 0.3085375387",
    "1, 0.1586552539",
    "1.959963985, 0.0250000000",
    "2.575829304, 0.0050000000",
    "4, 0.0000316712",
    "6, 0.0000000010"
  })
  void shouldAgreeWithTables(double x, double above) {
    assertThat(Normal.above(x)).isCloseTo(above, within(5e-11));
  }

  @Test
  void shouldGoToNothing() {
    assertThat(Normal.above(8)).isBetween(0.0, 1e-15);
    assertThat(Normal.above(1e9)).isZero();
    assertThat(Normal.above(Double.POSITIVE_INFINITY)).isZero();
  }
}
