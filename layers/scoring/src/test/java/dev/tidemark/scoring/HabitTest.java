package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Input;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HabitTest {
  private static final int DAY = 86_400;

  /** Of an unknown kind, a purchase and a view. */
  private static final float[] BEHAVIOURS = {0.5f, 1f, 0.2f};

  @Test
  void shouldHalveWhatIsAHalfLifeOldAndWeighByDemandAndBehaviour() {
    // Given: item 2 bought today and 60 days ago, item 1 viewed 30 days ago; item 3 never
    Habit habit = new Habit(30, 0.5);
    int[] items = {2, 0, 1, 2};
    int[] ages = {60 * DAY, 0, 30 * DAY, 0};
    int[] behaviours = {1, 0, 2, 1};
    EncodedSequence sequence =
        new EncodedSequence(1, Map.of(Input.ITEMS, items, Input.BEHAVIOURS, behaviours), ages);

    // When
    float[] factors = habit.factors(new long[] {16, 4, 100});
    double[] bySlot = habit.bySlot(sequence, BEHAVIOURS, factors);

    // Then
    assertThat(factors).containsExactly(4f, 2f, 10f);
    assertThat(bySlot[2]).isCloseTo(0.2 * 0.5 * 4, within(1e-6));
    assertThat(bySlot[0] + bySlot[3]).isCloseTo(1.25 * 2, within(1e-9));
    assertThat(bySlot[1]).as("start token").isZero();
  }
}
