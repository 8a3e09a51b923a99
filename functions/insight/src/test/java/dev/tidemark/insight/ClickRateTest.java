package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClickRateTest {
  @Test
  void shouldBeAMeanWithItsVarianceWhereEachUserSawOneItem() {
    // Given: 3 of 10 clicked
    ClickRate rate = new ClickRate();
    for (int user = 0; user < 10; user++) {
      rate.add(1, user < 3 ? 1 : 0);
    }

    // Then: p (1 - p) / (n - 1)
    assertThat(rate.value()).isCloseTo(0.3, within(1e-12));
    assertThat(rate.variance()).isCloseTo(0.3 * 0.7 / 9, within(1e-12));
    assertThat(rate.users()).isEqualTo(10);
    assertThat(rate.clickers()).isEqualTo(3);
  }

  @Test
  void shouldTakeUsersAndNotImpressionsForWhatWasDrawn() {
    // Given: each user clicks all or nothing
    ClickRate rate = new ClickRate();
    for (int user = 0; user < 10; user++) {
      rate.add(50, user < 3 ? 50 : 0);
    }

    // Then: as if each had seen one
    assertThat(rate.value()).isCloseTo(0.3, within(1e-12));
    assertThat(rate.variance()).isCloseTo(0.3 * 0.7 / 9, within(1e-12));
  }

  @Test
  void shouldAgreeWithTheFormulaCountedOutByHand() {
    // Given: (n, c) of (2, 1), (4, 0), (6, 2); rate 3 / 12
    ClickRate rate = new ClickRate();
    rate.add(2, 1);
    rate.add(4, 0);
    rate.add(6, 2);

    // Then: c - n / 4 is 0.5, -1, 0.5; squares 1.5, by 2, by 3 users, by a mean of 4 squared
    assertThat(rate.value()).isCloseTo(0.25, within(1e-12));
    assertThat(rate.variance()).isCloseTo(1.5 / 2 / 3 / 16, within(1e-12));
  }
}
