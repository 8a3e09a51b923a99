package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentShareTest {
  private static final long DAY = 86_400_000;

  /** Item 1 twice early, item 2 once on day 8 and once held out, item 3 never. */
  private final RecentShare share =
      new RecentShare(histories(), new int[] {3}, new long[] {2, 1, 0});

  @Test
  void shouldCountTheSevenDaysBeforeAndSmoothWithAllOfTraining() {
    assertThat((double) share.at(1, 2 * DAY)).isCloseTo((2 + 50 * 2.5 / 3) / 52, within(1e-6));
    assertThat((double) share.at(1, 9 * DAY)).isCloseTo(50 * 2.5 / 3 / 51, within(1e-6));
    assertThat((double) share.at(3, 9 * DAY)).isCloseTo(50 * 0.5 / 3 / 51, within(1e-6));
  }

  @Test
  void shouldNotCountWhatHappensAtThatMoment() {
    assertThat(share.at(2, 8 * DAY)).isLessThan(share.at(2, 8 * DAY + 1));
  }

  @Test
  void shouldKnowWhatWasBeforeTheDayButNotAfterTraining() {
    assertThat(share.knownAt(3 * DAY + 5)).isEqualTo(3 * DAY);
    assertThat(share.knownAt(30 * DAY)).isEqualTo(8 * DAY + 1);
    assertThat(share.at(8 * DAY + 1))
        .containsExactly(
            share.at(1, 8 * DAY + 1), share.at(2, 8 * DAY + 1), share.at(3, 8 * DAY + 1));
  }

  private static List<History> histories() {
    History history = new History(4);
    history.add(1, 1, 0, Float.NaN);
    history.add(1, 1, DAY, Float.NaN);
    history.add(2, 1, 8 * DAY, Float.NaN);
    history.add(2, 1, 9 * DAY, Float.NaN);
    return List.of(history);
  }
}
