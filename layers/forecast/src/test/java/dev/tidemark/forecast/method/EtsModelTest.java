package dev.tidemark.forecast.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Held to what R's forecast package fits in Hyndman and Athanasopoulos, "Forecasting: principles
 * and practice" (2nd edition), sections 7.1 and 7.2; the data there are printed with two decimals.
 */
class EtsModelTest {
  /** Oil production of Saudi Arabia, million tonnes, 1996 to 2013. */
  private static final double[] OIL = {
    445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89,
    509.87, 456.72, 473.82, 525.95, 549.83, 542.34
  };

  /** Air passengers of Australia, millions, 1990 to 2016. */
  private static final double[] AIR = {
    17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02,
    41.39, 41.60, 44.66, 46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60
  };

  @Test
  void shouldSmoothOilAsTheBookDoes() {
    EtsModel model = EtsModel.fit(OIL, EtsShape.LEVEL);

    assertThat(model.constants()[0]).isCloseTo(0.8339, within(0.002));
    assertThat(model.initial()[0]).isCloseTo(446.5868, within(0.05));
    assertThat(model.aicc()).isCloseTo(179.8573, within(0.01));
    assertThat(Math.sqrt(model.squares() / (OIL.length - 2))).isCloseTo(29.8282, within(0.01));
    assertThat(model.forecast(3))
        .containsExactly(new double[] {542.68, 542.68, 542.68}, within(0.05));
  }

  @Test
  void shouldFollowTheTrendOfAirPassengersAsTheBookDoes() {
    EtsModel model = EtsModel.fit(AIR, EtsShape.TREND);

    assertThat(model.constants()[0]).isCloseTo(0.8302, within(0.02));
    assertThat(model.constants()[1]).isCloseTo(0.0001, within(0.005));
    assertThat(model.initial()[1]).isCloseTo(2.1017, within(0.02));
    assertThat(model.forecast(2)).containsExactly(new double[] {74.60, 76.70}, within(0.02));
  }

  @Test
  void shouldTakeTheTrendWhereThereIsOneAndLeaveItWhereThereIsNone() {
    double[] trend = new Ets().forecast(Known.plain(AIR, 2));
    double[] flat = new Ets().forecast(Known.plain(OIL, 2));

    assertThat(trend[1]).isGreaterThan(trend[0] + 1);
    assertThat(flat[1]).isEqualTo(flat[0]);
  }

  @Test
  void shouldFindTheSeasonOfTwoYears() {
    double[] sold = new double[130];
    for (int week = 0; week < sold.length; week++) {
      sold[week] = festive(week) + week % 3;
    }

    double[] mean = new Ets().forecast(Known.plain(sold, 52));

    for (int week = 0; week < mean.length; week++) {
      assertThat(mean[week]).isCloseTo(festive(week + sold.length) + 1, within(3.0));
    }
  }

  /** Twice as much in the last four weeks of a year. */
  private static double festive(int week) {
    return week % 52 >= 48 ? 200 : 100;
  }
}
