package dev.tidemark.forecast.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.forecast.sales.SalesLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private static final LocalDate BEGIN = LocalDate.of(2023, 1, 2);

  @Test
  void shouldLearnThatMoreIsSoldAtTheBeginningOfAMonth() {
    SalesHistory history = shop(52, day -> day.getDayOfMonth() <= 10 ? 40 : 20);

    Effects effects = Effects.learn(history, 52);

    double most = factorOf(effects, history, 5);
    double least = factorOf(effects, history, 20);
    assertThat(most).isGreaterThan(1.15);
    assertThat(least).isLessThan(0.9);
  }

  @Test
  void shouldLearnNoMonthFromNoise() {
    SalesHistory history = shop(52, day -> 20);

    Effects effects = Effects.learn(history, 52);

    for (int week = 0; week < 52; week++) {
      assertThat(effects.factor(Effects.TOTAL, week, 0)).isCloseTo(1, within(0.05));
    }
    assertThat(effects.uplift()).isZero();
  }

  @Test
  void shouldLearnTheSeasonOfAYearFromTwo() {
    SalesHistory history =
        shop(110, day -> 20 + 12 * Math.cos(2 * Math.PI * day.getDayOfYear() / 365.0));

    Effects effects = Effects.learn(history, 110);

    int winter = weekOf(history, LocalDate.of(2025, 1, 6));
    int summer = weekOf(history, LocalDate.of(2024, 7, 1));
    assertThat(effects.factor(Effects.TOTAL, winter, 0)).isCloseTo(1.6, within(0.15));
    assertThat(effects.factor(0, summer, 0)).isCloseTo(0.4, within(0.15));
  }

  private static double factorOf(Effects effects, SalesHistory history, int dayOfMonth) {
    double sum = 0;
    int weeks = 0;
    for (int week = 0; week < history.weeks(); week++) {
      if (Math.abs(history.week(week).plusDays(3).getDayOfMonth() - dayOfMonth) <= 1) {
        sum += effects.factor(Effects.TOTAL, week, 0);
        weeks++;
      }
    }
    return sum / weeks;
  }

  private static int weekOf(SalesHistory history, LocalDate day) {
    int week = 0;
    while (history.week(week + 1).isBefore(day)) {
      week++;
    }
    return week;
  }

  private static SalesHistory shop(int weeks, ToDoubleFunction<LocalDate> mean) {
    Random random = new Random(1);
    SalesLog log = new SalesLog();
    for (int i = 0; i <= 7 * weeks; i++) {
      LocalDate day = BEGIN.plusDays(i);
      Instant noon = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(12));
      double expected = mean.applyAsDouble(day);
      int pieces = (int) Math.round(expected + Math.sqrt(expected) * random.nextGaussian());
      log.sold("a", noon, Math.max(1, pieces), false);
    }
    return log.history(Map.of());
  }
}
