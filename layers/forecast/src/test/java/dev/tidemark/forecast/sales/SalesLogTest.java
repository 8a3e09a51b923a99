package dev.tidemark.forecast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesLogTest {
  private static final Instant BEGIN = Instant.parse("2025-01-06T10:00:00Z");

  private final SalesLog log = new SalesLog();

  @Test
  void shouldCountCompleteWeeksBackFromTheNewestDay() {
    for (int day = 0; day < 18; day++) {
      log.sold("a", BEGIN.plus(Duration.ofDays(day)), 1, false);
    }

    SalesHistory history = log.history(Map.of());

    // The last day is not over, and three days at the beginning are no week.
    assertThat(history.weeks()).isEqualTo(2);
    assertThat(history.end()).isEqualTo(LocalDate.parse("2025-01-23"));
    assertThat(history.total()).containsExactly(7, 7);
    assertThat(history.week(1)).isEqualTo(LocalDate.parse("2025-01-16"));
  }

  @Test
  void shouldTakeAWeekInWhichPeopleOnlyLookedForOneWithoutSales() {
    log.sold("a", BEGIN, 3, false);
    log.saw("a", BEGIN.plus(Duration.ofDays(14)), false);

    assertThat(log.history(Map.of()).total()).containsExactly(3, 0);
  }

  @Test
  void shouldCountAPieceWhereNoQuantityIsGiven() {
    log.sold("a", BEGIN, 0, false);
    log.sold("a", BEGIN, 4, false);
    log.saw("a", BEGIN.plus(Duration.ofDays(7)), false);

    assertThat(log.history(Map.of()).total()).containsExactly(5);
  }

  @Test
  void shouldTellThePartOfAWeekUnderAPromotion() {
    log.sold("a", BEGIN, 1, true);
    log.saw("b", BEGIN.plus(Duration.ofDays(1)), true);
    log.saw("b", BEGIN.plus(Duration.ofDays(1)), true);
    log.saw("a", BEGIN.plus(Duration.ofDays(7)), false);

    assertThat(log.history(Map.of()).groupPromoted()[0]).containsExactly(2 / 7.0);
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThatThrownBy(() -> new SalesLog().history(Map.of()))
        .isInstanceOf(NoForecastException.class)
        .hasMessageContaining("events of type purchase");

    SalesLog untimed = new SalesLog();
    untimed.sold("a", Instant.ofEpochSecond(5), 1, false);
    assertThatThrownBy(() -> untimed.history(Map.of()))
        .hasMessageContaining("at a time that is known");

    log.sold("a", BEGIN, 1, false);
    assertThatThrownBy(() -> log.history(Map.of()))
        .isInstanceOf(NoForecastException.class)
        .hasMessageContaining("no complete week");
  }

  @Test
  void shouldGroupByCategoryHoweverItIsSpelled() {
    sell("a", "b", "c");

    SalesHistory history =
        log.history(
            Map.of(
                "a", new Article("", "Home/Lamps", 1, true),
                "b", new Article("", "home > lamps/", 1, true),
                "c", new Article("", "", 1, true)));

    assertThat(history.kind()).isEqualTo(Grouping.Kind.CATEGORY);
    assertThat(history.groups()).containsExactly("Home/Lamps", "other");
  }

  @Test
  void shouldMakeFamiliesOfTitlesWhereThereAreNoCategories() {
    Map<String, Article> articles = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      articles.put("h" + i, new Article("Tea-light holder no. " + i, "", 1, true));
    }
    articles.put("single", new Article("RED LAMP", "", 1, true));
    sell("h0", "single");

    SalesHistory history = log.history(articles);

    assertThat(history.kind()).isEqualTo(Grouping.Kind.FAMILY);
    assertThat(history.groups()).containsExactly("HOLDER", "other");
  }

  private void sell(String... items) {
    for (String item : items) {
      log.sold(item, BEGIN, 1, false);
      log.sold(item, BEGIN.plus(Duration.ofDays(7)), 1, false);
    }
  }
}
