package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.KnownBehaviour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HabitTest {
  private static final int DAY = 86_400;
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          3,
          1,
          List.of(KnownBehaviour.plain("purchase"), KnownBehaviour.plain("view")),
          0,
          1,
          false,
          false);

  @Test
  void shouldHalveWhatIsAHalfLifeOldAndWeighByDemandAndBehaviour() {
    // Given: item 2 bought today and 60 days ago, item 1 viewed 30 days ago; item 3 never
    Habit habit = new Habit(30, 0.5);
    int[] items = {2, 0, 1, 2};
    int[] ages = {60 * DAY, 0, 30 * DAY, 0};
    int[] behaviours = {1, 0, 2, 1};
    EncodedSequence sequence =
        new EncodedSequence(1, items, behaviours, new int[4], new int[4], ages, 0, 0);

    // When
    float[] factors = habit.factors(new long[] {16, 4, 100});
    double[] counts = new double[3];
    habit.count(sequence, BehaviourWeights.of(SPEC, Optional.empty()), factors, counts);

    // Then
    assertThat(factors).containsExactly(4f, 2f, 10f);
    assertThat(counts[0]).isCloseTo(0.2 * 0.5 * 4, within(1e-6));
    assertThat(counts[1]).isCloseTo(1.25 * 2, within(1e-9));
    assertThat(counts[2]).isZero();
  }
}
