package dev.tidemark.lab.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelScoresTest {
  private static final double[][] SOLD = {{10, 14, 10, 14, 10, 14}};

  @Test
  void shouldMeasureErrorsAsAPartOfWhatWasSoldAndOfTheStepsBefore() {
    LevelScores scores = new LevelScores(SOLD, 2, 3);

    scores.add(3, new double[][] {{12, 12}});
    scores.add(4, new double[][] {{10, 10}});

    // Off by 2 + 2 and by 0 + 4, of 14 + 10 and 10 + 14; each step before was 4.
    assertThat(scores.wape()).isCloseTo(8 / 48.0, within(1e-12));
    assertThat(scores.mase()).isCloseTo(0.5, within(1e-12));
    assertThat(scores.rmsse()).isCloseTo((0.5 + Math.sqrt(8) / 4) / 2, within(1e-12));
    assertThat(scores.errors()).containsExactly(0, 0, 0, 4, 4, 0, 0);
  }

  @Test
  void shouldLearnIntervalsFromEarlierOriginsAlone() {
    double[][] sold = new double[1][60];
    for (int week = 0; week < 60; week++) {
      sold[0][week] = 100 + (week % 2 == 0 ? 10 : -10);
    }
    LevelScores scores = new LevelScores(sold, 1, 30);

    for (int origin = 5; origin < 60; origin++) {
      scores.add(origin, new double[][] {{100}});
    }

    assertThat(scores.coverage95()).isEqualTo(1);
    assertThat(scores.pinball()).isBetween(0.01, 0.03);
  }

  @Test
  void shouldFindNoDifferenceOfAMethodToItself() {
    LevelScores scores = new LevelScores(SOLD, 2, 3);
    scores.add(3, new double[][] {{12, 12}});
    scores.add(4, new double[][] {{10, 10}});

    assertThat(OriginBootstrap.difference(scores, scores, 3, 2).high()).isZero();
  }
}
