package dev.tidemark.lab.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BinaryMetricsProperties {

  @Property
  void shouldDependOnTheOrderOfScoresOnly(
      @ForAll @Size(min = 2, max = 30) @IntRange(max = 9) int[] grades, @ForAll long bits) {
    float[] labels = labels(grades.length, bits);
    BinaryMetrics plain = BinaryMetrics.of(scaled(grades, 1f), labels);
    BinaryMetrics stretched = BinaryMetrics.of(cubed(grades), labels);

    assertThat(stretched.auc()).isEqualTo(plain.auc());
    assertThat(stretched.prAuc()).isEqualTo(plain.prAuc());
  }

  @Property
  void shouldTurnAroundWithTheScores(
      @ForAll @Size(min = 2, max = 30) @IntRange(max = 9) int[] grades, @ForAll long bits) {
    float[] labels = labels(grades.length, bits);
    double auc = BinaryMetrics.of(scaled(grades, 1f), labels).auc();
    double negated = BinaryMetrics.of(scaled(grades, -1f), labels).auc();

    assertThat(negated).isCloseTo(1 - auc, within(1e-12));
  }

  @Property
  void shouldCountEveryPairOnce(
      @ForAll @Size(min = 2, max = 30) @IntRange(max = 9) int[] grades, @ForAll long bits) {
    float[] labels = labels(grades.length, bits);
    double wins = 0;
    int pairs = 0;
    for (int i = 0; i < grades.length; i++) {
      for (int j = 0; j < grades.length; j++) {
        if (labels[i] == 1 && labels[j] == 0) {
          pairs++;
          wins += (Math.signum((float) grades[i] - grades[j]) + 1) / 2;
        }
      }
    }

    assertThat(BinaryMetrics.of(scaled(grades, 1f), labels).auc())
        .isCloseTo(wins / pairs, within(1e-12));
  }

  /** The first is 1 and the second 0, so that both labels occur. */
  private static float[] labels(int count, long bits) {
    float[] labels = new float[count];
    for (int i = 2; i < count; i++) {
      labels[i] = bits >> i & 1;
    }
    labels[0] = 1;
    return labels;
  }

  private static float[] scaled(int[] grades, float factor) {
    float[] scores = new float[grades.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = grades[i] * factor;
    }
    return scores;
  }

  private static float[] cubed(int[] grades) {
    float[] scores = new float[grades.length];
    for (int i = 0; i < scores.length; i++) {
      float centred = grades[i] - 5f;
      scores[i] = centred * centred * centred / 100;
    }
    return scores;
  }
}
