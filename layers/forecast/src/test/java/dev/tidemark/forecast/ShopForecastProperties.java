package dev.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.forecast.sales.NoForecastException;
import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.forecast.sales.SalesLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShopForecastProperties {
  private static final int WEEKS = ShopForecast.LONGEST;

  @Property(tries = 8)
  void shouldAddUpFromItemsToTheTotal(
      @ForAll @IntRange(min = 1, max = 12) int items,
      @ForAll @IntRange(min = 1, max = 30) int weeks,
      @ForAll long seed) {
    ShopForecast shop = shop(items, weeks, seed);
    SalesHistory history = shop.history();
    double[] total = new double[WEEKS];
    for (int group = 0; group < history.groups().size(); group++) {
      double[] ofItems = new double[WEEKS];
      for (int item = 0; item < history.items().size(); item++) {
        if (history.groupOf()[item] == group) {
          add(ofItems, shop.said().item(item, group));
        }
      }
      assertSame(ofItems, shop.said().groups()[group]);
      add(total, ofItems);
    }
    assertSame(total, shop.said().total());
  }

  /** Few items in few weeks may have no sale before the last one: that shop has no forecast. */
  private static ShopForecast shop(int items, int weeks, long seed) {
    try {
      return ShopForecast.of(Shops.sales(items, weeks, 0.5, seed).history(Shops.articles(items)));
    } catch (NoForecastException e) {
      Assume.that(false);
      throw e;
    }
  }

  private static void add(double[] sum, double[] more) {
    for (int week = 0; week < sum.length; week++) {
      sum[week] += more[week];
    }
  }

  private static void assertSame(double[] sum, double[] whole) {
    for (int week = 0; week < sum.length; week++) {
      assertThat(sum[week]).isCloseTo(whole[week], within(1e-9 * (1 + whole[week])));
    }
  }

  @Property(tries = 8)
  void shouldHaveQuantilesThatRiseFromNothingUp(
      @ForAll @IntRange(min = 1, max = 6) int items,
      @ForAll @IntRange(min = 1, max = 40) int weeks,
      @ForAll long seed) {
    ShopForecast shop = shop(items, weeks, seed);
    for (Question question :
        List.of(of(Level.TOTAL, ""), of(Level.CATEGORY, "Home/C0"), of(Level.ITEM, "new-2"))) {
      for (Forecast.Week week : shop.answer(question).weeks()) {
        assertThat(week.low95()).isGreaterThanOrEqualTo(0);
        assertThat(week.low80()).isGreaterThanOrEqualTo(week.low95());
        assertThat(week.high80()).isGreaterThanOrEqualTo(week.low80());
        assertThat(week.high95()).isGreaterThanOrEqualTo(week.high80());
      }
    }
  }

  private record Sale(String item, int day, int pieces) {}

  @Property(tries = 8)
  void shouldNotDependOnTheOrderOfEvents(@ForAll long seed) {
    Random random = new Random(seed);
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sales.add(new Sale("i" + random.nextInt(6), random.nextInt(120), 1 + random.nextInt(3)));
    }
    Forecast one = forecast(sales);
    Collections.shuffle(sales, random);

    assertThat(forecast(sales)).isEqualTo(one);
  }

  private static Forecast forecast(List<Sale> sales) {
    SalesLog log = new SalesLog();
    for (Sale sale : sales) {
      log.sold(sale.item(), Shops.BEGIN.plus(Duration.ofDays(sale.day())), sale.pieces(), false);
    }
    return ShopForecast.of(log.history(Shops.articles(6))).answer(of(Level.CATEGORY, "Home/C1"));
  }

  private static Question of(Level level, String id) {
    return new Question(level, id, WEEKS, 3, 0.95, Set.of());
  }
}
