package dev.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.forecast.sales.SalesLog;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopForecastTest {
  private static final ShopForecast SHOP =
      ShopForecast.of(Shops.sales(9, 40, 1, 1).history(Shops.articles(9)));

  @Test
  void shouldComeNearTheTruthOfEveryLevel() {
    Forecast total = SHOP.answer(of(Level.TOTAL, ""));
    Forecast category = SHOP.answer(of(Level.CATEGORY, "home > c1"));
    Forecast item = SHOP.answer(of(Level.ITEM, "i3"));

    // 1+2+3+4+1+2+3+4+1 pieces a day, categories 1: i1, i4, i7
    assertThat(total.weeks().get(0).mean()).isCloseTo(7 * 21, within(15.0));
    assertThat(category.weeks().get(0).mean()).isCloseTo(7 * 7, within(8.0));
    assertThat(item.weeks().get(0).mean()).isCloseTo(7 * 4, within(6.0));
    assertThat(total.comparison()).isNotEmpty();
    assertThat(total.history()).hasSize(40);
    assertThat(item.title()).isEqualTo("Thing 3");
  }

  @Test
  void shouldRaiseAPromotedWeekByWhatPromotionsDid() {
    Question promoted = new Question(Level.CATEGORY, "Home/C0", 3, 1, 0.95, Set.of(2));

    Forecast plain = SHOP.answer(new Question(Level.CATEGORY, "Home/C0", 3, 1, 0.95, Set.of()));
    Forecast raised = SHOP.answer(promoted);

    double times = raised.weeks().get(1).mean() / plain.weeks().get(1).mean();
    assertThat(times).isCloseTo(2, within(0.15));
    assertThat(raised.weeks().get(0)).isEqualTo(plain.weeks().get(0));
    assertThat(raised.note()).isEmpty();
  }

  @Test
  void shouldAddUpTheCategoriesOfAPath() {
    Forecast all = SHOP.answer(of(Level.CATEGORY, "Home"));
    Forecast total = SHOP.answer(of(Level.TOTAL, ""));

    assertThat(all.weeks().get(0).mean()).isCloseTo(total.weeks().get(0).mean(), within(0.01));
    assertThat(all.method()).isEqualTo("sum of 3 categories");
  }

  @Test
  void shouldGiveWhatWasNeverSoldAPartOfWhatNewItemsSell() {
    Forecast item = SHOP.answer(of(Level.ITEM, "new-1"));

    assertThat(item.note()).contains("not sold yet");
    assertThat(item.weeks().get(0).mean()).isBetween(0.0, 5.0);
  }

  @Test
  void shouldOrderMoreForALongerLeadTimeAndAHigherLevel() {
    long point = reorder(2, 0.9);

    assertThat(reorder(4, 0.9)).isGreaterThan(point);
    assertThat(reorder(2, 0.99)).isGreaterThan(point);
    Forecast.Reorder reorder = SHOP.answer(of(Level.ITEM, "i3")).reorder();
    assertThat(reorder.point()).isGreaterThanOrEqualTo((long) reorder.demand());
    assertThat(reorder.demand() + reorder.safetyStock())
        .isCloseTo((double) reorder.point(), within(1e-9));
  }

  private static long reorder(int leadTime, double level) {
    return SHOP.answer(new Question(Level.ITEM, "i3", 1, leadTime, level, Set.of()))
        .reorder()
        .point();
  }

  @Test
  void shouldNameWhatItDoesNotKnow() {
    assertThatThrownBy(() -> SHOP.answer(of(Level.ITEM, "x")))
        .isInstanceOf(UnknownSeriesException.class)
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> SHOP.answer(of(Level.CATEGORY, "Garden")))
        .isInstanceOf(UnknownSeriesException.class)
        .hasMessageContaining("such as Home/C");
    assertThatThrownBy(() -> SHOP.answer(of(Level.CATEGORY, " / ")))
        .isInstanceOf(UnknownSeriesException.class);
  }

  @Test
  void shouldSayLittleOfOneWeekOfOneItem() {
    SalesLog log = new SalesLog();
    for (int day = 0; day < 8; day++) {
      log.sold("a", Shops.BEGIN.plus(Duration.ofDays(day)), 2, false);
    }

    Forecast forecast = ShopForecast.of(log.history(Map.of())).answer(of(Level.ITEM, "a"));

    assertThat(forecast.weeks().get(0).mean()).isEqualTo(14);
    assertThat(forecast.weeks().get(0).high95()).isGreaterThan(14);
    assertThat(forecast.note()).contains("only 1 complete weeks");
    assertThat(forecast.comparison()).isEmpty();
  }

  private static Question of(Level level, String id) {
    return new Question(level, id, 4, 2, 0.95, Set.of());
  }
}
