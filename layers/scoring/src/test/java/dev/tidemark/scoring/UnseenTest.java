package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnseenTest {
  private static final Unseen UNSEEN = new Unseen(-1, .1f, .3f, -.4f, 10);

  @Test
  void shouldCountEachWholeWhileThereIsRoom() {
    Unseen each = UNSEEN.each(10);

    assertThat(each.bias()).isEqualTo(-1);
    assertThat(each.recent()).isEqualTo(.1f);
    assertThat(each.trend()).isEqualTo(.3f);
    assertThat(each.popularity()).isEqualTo(-.4f);
  }

  @Test
  void shouldShareTheRoomAmongAll() {
    Unseen each = UNSEEN.each(40);

    assertThat((double) each.bias()).isCloseTo(-1 + Math.log(.25), within(1e-6));
    assertThat((double) each.recent()).isCloseTo(.025, within(1e-6));
  }

  @Test
  void shouldStandBehindAllItemsWhereverIsCounted() {
    Demand demand =
        new Demand(new float[] {.5f}, new float[] {2}, new float[] {3}, new float[] {4});
    Counts counts =
        new Counts(Optional.empty(), new float[0], SequentialRules.none(1), true, demand);

    Counts more = counts.with(2, UNSEEN);

    assertThat(more.onlyNew()).isTrue();
    assertThat(more.demand().recent()).containsExactly(.5f, .1f, .1f);
    assertThat(more.demand().habitFactors()).containsExactly(2, 1, 1);
    assertThat(more.demand().trend()).containsExactly(3, .3f, .3f);
    assertThat(more.demand().popularity()).containsExactly(4, -.4f, -.4f);
    assertThat(more.rules().strength(2, 0)).isZero();
  }
}
