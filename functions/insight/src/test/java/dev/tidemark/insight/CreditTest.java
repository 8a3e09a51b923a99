package dev.tidemark.insight;

import static dev.tidemark.insight.Touches.bought;
import static dev.tidemark.insight.Touches.clicked;
import static dev.tidemark.insight.Touches.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditTest {
  private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-21T00:00:00Z");
  private static final Instant NOON = FROM.plus(Duration.ofHours(12));
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void shouldCountAnItemOfAListOnceHoweverOftenItWasShownAndClicked() {
    Credit credit =
        only(
            shown("a", "", NOON),
            shown("a", "", NOON.plusSeconds(1)),
            clicked("a", "", NOON.plusSeconds(2)),
            clicked("a", "", NOON.plusSeconds(3)));

    assertThat(credit.isShown()).isTrue();
    assertThat(credit.isClicked()).isTrue();
    assertThat(credit.purchases()).isZero();
  }

  @Test
  void shouldGiveAPurchaseToTheListThatWasClickedLast() {
    Touch[] touches = {
      clicked("late", "", NOON.plusSeconds(2)),
      clicked("early", "", NOON),
      clicked("too-late", "", NOON.plusSeconds(9)),
      shown("shown-only", "", NOON.plusSeconds(3)),
      bought("", NOON.plusSeconds(4), 2.5, 3)
    };

    assertThat(of(touches, "late").purchases()).isEqualTo(1);
    assertThat(of(touches, "late").revenue()).isEqualByComparingTo("7.5");
    assertThat(of(touches, "early").purchases()).isZero();
    assertThat(of(touches, "too-late").purchases()).isZero();
    assertThat(of(touches, "shown-only").purchases()).isZero();
  }

  @Test
  void shouldGiveAPurchaseToTheListThatItNames() {
    Touch[] touches = {clicked("clicked", "", NOON), bought("named", NOON.plusSeconds(4), 1, 1)};

    assertThat(of(touches, "named").purchases()).isEqualTo(1);
    assertThat(of(touches, "named").isClicked()).isFalse();
    assertThat(of(touches, "clicked").purchases()).isZero();
  }

  @Test
  void shouldExplainAPurchaseByAClickOfOneWeekBeforeAndNotOfMore() {
    Touch[] within = {clicked("a", "", NOON.minus(WEEK)), bought("", NOON, 1, 1)};
    Touch[] before = {clicked("a", "", NOON.minus(WEEK).minusMillis(1)), bought("", NOON, 1, 1)};

    assertThat(of(within, "a").purchases()).isEqualTo(1);
    assertThat(of(within, "a").isClicked()).as("a click of before the time asked").isFalse();
    assertThat(of(before, "a").purchases()).isZero();
    assertThat(of(before, "a").isEmpty()).isTrue();
  }

  @Test
  void shouldCountWhatLiesInTheTimeAskedAlone() {
    assertThat(only(shown("a", "", FROM)).isShown()).isTrue();
    assertThat(Credit.of(List.of(shown("a", "", TO)), FROM, TO)).isEmpty();
    assertThat(Credit.of(List.of(shown("a", "", FROM.minusMillis(1))), FROM, TO)).isEmpty();
    assertThat(only(clicked("a", "", TO)).isEmpty()).isTrue();
    assertThat(of(new Touch[] {clicked("a", "", NOON), bought("", TO, 1, 1)}, "a").purchases())
        .isZero();
  }

  @Test
  void shouldCountEachPurchaseAndTheRevenueOfThoseWithAPrice() {
    Credit credit =
        only(
            clicked("a", "", NOON),
            bought("", NOON.plusSeconds(1), 0.1, 0),
            bought("", NOON.plusSeconds(2), 0.2, 1),
            bought("a", NOON.plusSeconds(3), 19.99, 3),
            bought("", NOON.plusSeconds(4), Double.NaN, 7));

    assertThat(credit.purchases()).isEqualTo(4);
    assertThat(credit.revenue()).isEqualByComparingTo(new BigDecimal("60.27"));
  }

  @Test
  void shouldKnowThePlacementByTheEarliestTouchThatTellsIt() {
    Credit credit =
        only(
            clicked("a", "basket", NOON.plusSeconds(5)),
            shown("a", "", NOON),
            shown("a", "home", NOON.plusSeconds(1)));

    assertThat(credit.placement()).isEqualTo("home");
    assertThat(only(shown("a", "", NOON)).placement()).isEmpty();
  }

  private static Credit only(Touch... touches) {
    List<Credit> credits = List.copyOf(Credit.of(List.of(touches), FROM, TO));
    assertThat(credits).hasSize(1);
    return credits.get(0);
  }

  private static Credit of(Touch[] touches, String list) {
    return Credit.of(List.of(touches), FROM, TO).stream()
        .filter(credit -> credit.list().modelVersion().equals(list))
        .findFirst()
        .orElseThrow();
  }
}
