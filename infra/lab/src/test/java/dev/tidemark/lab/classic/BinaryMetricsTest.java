package dev.tidemark.lab.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** Ranked: 1, 0, then a tie of 1 and 0, then 1, 0, 0. */
  private final BinaryMetrics metrics =
      BinaryMetrics.of(
          new float[] {0.1f, 0.9f, 0.6f, 0.5f, 0.8f, 0.6f, 0.2f},
          new float[] {0, 1, 1, 1, 0, 0, 0});

  @Test
  void shouldCountAnswersAgainstLabels() {
    // Answers 1: 0.9, 0.8, 0.6, 0.6 and 0.5, of which three are right; 0.2 and 0.1 are right too
    assertThat(metrics.accuracy()).isCloseTo(5 / 7.0, EXACT);
    assertThat(metrics.baseRate()).isCloseTo(4 / 7.0, EXACT);
    assertThat(metrics.precision()).isCloseTo(3 / 5.0, EXACT);
    assertThat(metrics.recall()).isCloseTo(1, EXACT);
    assertThat(metrics.f1()).isCloseTo(2 * 0.6 / 1.6, EXACT);
  }

  @Test
  void shouldCountATieAsHalfAWin() {
    // Of 3 * 4 pairs the 1 at 0.9 wins four, the one at 0.6 two and a half, the one at 0.5 two
    assertThat(metrics.auc()).isCloseTo(8.5 / 12, EXACT);
  }

  @Test
  void shouldTakePrecisionOnceForTiedScores() {
    // Precision 1/1 after the first, 2/4 after the tie, 3/5 after the last 1, each adding a third
    assertThat(metrics.prAuc()).isCloseTo((1 + 2 / 4.0 + 3 / 5.0) / 3, EXACT);
  }

  @Test
  void shouldCallConstantScoresWorthless() {
    BinaryMetrics constant =
        BinaryMetrics.of(new float[] {0.3f, 0.3f, 0.3f, 0.3f}, new float[] {1, 0, 0, 0});

    assertThat(constant.auc()).isCloseTo(0.5, EXACT);
    assertThat(constant.prAuc()).isCloseTo(0.25, EXACT);
    assertThat(constant.accuracy()).isEqualTo(constant.baseRate()).isCloseTo(0.75, EXACT);
    assertThat(constant.precision()).isZero();
    assertThat(constant.recall()).isZero();
    assertThat(constant.f1()).isZero();
  }

  @Test
  void shouldRefuseASingleLabel() {
    assertThatThrownBy(() -> BinaryMetrics.of(new float[] {0.3f}, new float[] {1}))
        .hasMessage("labels: 1 of 1 are 1; give examples of both labels");
  }
}
