package dev.tidemark.forecast.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntermittentTest {
  /** Six pieces every third week. */
  private static final double[] REGULAR = {
    6, 0, 0, 6, 0, 0, 6, 0, 0, 6, 0, 0, 6, 0, 0, 6, 0, 0, 6, 0, 0, 6
  };

  @Test
  void shouldSmoothSizesAndGapsApart() {
    double rate = new Croston().forecast(Known.plain(REGULAR, 1))[0];

    // 6 pieces every 3 weeks, less the part of Syntetos and Boylan for one of the constants.
    assertThat(rate).isBetween(2 * (1 - 0.3), 2 * (1 - 0.01));
  }

  @Test
  void shouldForgetWhatIsNotSoldAnyMore() {
    double[] sold = new double[60];
    for (int week = 0; week < 20; week++) {
      sold[week] = 5;
    }

    double tsb = new Tsb().forecast(Known.plain(sold, 1))[0];
    double croston = new Croston().forecast(Known.plain(sold, 1))[0];

    assertThat(tsb).isLessThan(0.2);
    assertThat(croston).isGreaterThan(10 * tsb);
  }

  @Test
  void shouldRepeatTheSeasonThatThereIs() {
    double[] year = new double[60];
    year[8] = 7;
    year[56] = 9;

    assertThat(new SeasonalNaive().forecast(Known.plain(year, 2))).containsExactly(7, 0);
    assertThat(new SeasonalNaive().forecast(Known.plain(new double[] {1, 2, 3, 4, 5}, 5)))
        .containsExactly(2, 3, 4, 5, 2);
  }

  @Test
  void shouldWeighWeeksByTheirAge() {
    assertThat(new Recent(0.5).of(new double[] {0, 0, 8})).isCloseTo(8 / 1.75, within(1e-12));
  }
}
