package dev.tidemark.forecast.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void shouldHoldWhatComesAsOftenAsItSays() {
    Random random = new Random(3);
    Observations seen = new Observations();
    for (int origin = 0; origin < 40; origin++) {
      for (int series = 0; series < 20; series++) {
        seen.add(
            series, new double[] {50}, weeks(origin, 50 + 9 * random.nextGaussian()), origin, 41);
      }
    }
    Spread spread = Spread.of(seen, 20);

    int within = 0;
    for (int i = 0; i < 10_000; i++) {
      double came = 50 + 9 * random.nextGaussian();
      within +=
          came >= spread.quantile(0, 50, 1, 0.1) && came <= spread.quantile(0, 50, 1, 0.9) ? 1 : 0;
    }
    assertThat(within / 10_000.0).isCloseTo(0.8, within(0.03));
  }

  @Test
  void shouldGrowWithTheWeeksAheadAsErrorsDid() {
    Observations seen = new Observations();
    for (int origin = 0; origin < 30; origin++) {
      double off = origin % 2 == 0 ? 1 : -1;
      double[] sold = new double[40];
      for (int week = 0; week < 4; week++) {
        sold[origin + week] = 100 + off * 10 * Math.sqrt(1 + week);
      }
      seen.add(0, new double[] {100, 100, 100, 100}, sold, origin, 40);
    }

    Spread spread = Spread.of(seen, 1);

    assertThat(spread.growth()).isCloseTo(1, within(0.01));
    assertThat(spread.quantile(0, 100, 4, 0.9)).isGreaterThan(spread.quantile(0, 100, 1, 0.9));
    assertThat(spread.quantileOfSum(0, 400, 4, 0.9)).isGreaterThan(400);
  }

  @Test
  void shouldTakeThePoissonDistributionWhereNothingWasSeen() {
    Spread spread = Spread.of(new Observations(), 1);

    assertThat(spread.quantile(0, 1, 1, 0.975)).isCloseTo(1 + 1.96, within(0.01));
    assertThat(spread.quantile(-1, 1, 1, 0.025)).isZero();
  }

  private static double[] weeks(int origin, double sold) {
    double[] weeks = new double[41];
    weeks[origin] = sold;
    return weeks;
  }
}
