package dev.tidemark.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void shouldGoFromOneRoundValueToAnother() {
    Scale scale = Scale.of(0.013, 0.187, 100, 20);

    assertThat(labels(scale)).containsExactly("0.00", "0.05", "0.10", "0.15", "0.20");
    assertThat(scale.at(0)).isEqualTo(100);
    assertThat(scale.at(0.2)).isCloseTo(20, within(1e-9));
    assertThat(scale.at(0.1)).isCloseTo(60, within(1e-9));
  }

  @Test
  void shouldNotAddATickWhereTheEndIsRound() {
    assertThat(labels(Scale.of(0, 0.4, 0, 1))).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(labels(Scale.of(2000, 4000, 0, 1)))
        .containsExactly("2,000", "2,500", "3,000", "3,500", "4,000");
  }

  @Test
  void shouldCoverEqualValuesAndZero() {
    assertThat(labels(Scale.of(0, 0, 0, 1))).containsExactly("0", "1");
    for (double value : new double[] {0.05, -0.05, 3, 1e-7, 12345}) {
      Scale scale = Scale.of(value, value, 0, 100);
      assertThat(scale.at(value)).as("%s", value).isBetween(0.0, 100.0);
      assertThat(scale.ticks()).as("%s", value).hasSizeBetween(2, 6).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldShowZeroWithoutASignWhenItLiesBetween() {
    assertThat(labels(Scale.of(-0.01, 0.03, 0, 1)))
        .containsExactly("-0.01", "0.00", "0.01", "0.02", "0.03");
  }

  @Test
  void shouldCountInWholeNumbers() {
    assertThat(labels(Scale.ofWhole(1, 1, 0, 1))).containsExactly("1", "2");
    assertThat(labels(Scale.ofWhole(1, 3, 0, 1))).containsExactly("1", "2", "3");
    assertThat(labels(Scale.ofWhole(1, 30, 0, 1))).containsExactly("0", "10", "20", "30");
  }

  private static List<String> labels(Scale scale) {
    return scale.ticks().stream().map(scale::label).toList();
  }
}
