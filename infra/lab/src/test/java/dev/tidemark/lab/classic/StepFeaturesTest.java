package dev.tidemark.lab.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.History;
import dev.tidemark.training.data.TrainingData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepFeaturesTest {
  private static final int CATEGORIES = 2;
  private static final int MEAN = CATEGORIES + 11;
  private static final int POPULARITY = MEAN + 1;
  private static final int GAP = MEAN + 2;
  private static final int BEHAVIOUR = MEAN + 3;
  private static final int VALUE = BEHAVIOUR + 2;
  private static final int CANDIDATE = VALUE + 1;

  @Test
  void shouldLayOutTheStepsAsDocumented() {
    // Given: training is a1, a1 and b1 with stars 1, 3 and 5
    TrainingData data = data(2, 4);
    StepFeatures features = new StepFeatures(data);
    Examples examples = new Examples(true);
    examples.add(data.histories().get(0), 2, 2, data.histories().get(0).item(2));

    // When
    float[] x = features.encode(examples, new int[] {0}, 0, 1);

    // Then
    int columns = features.columns();
    assertThat(columns).isEqualTo(CANDIDATE + 1);
    assertThat(x).hasSize(StepFeatures.STEPS * columns);
    for (int i = 0; i < (StepFeatures.STEPS - 3) * columns; i++) {
      assertThat(x[i]).isZero();
    }
    float[] second = step(x, columns, StepFeatures.STEPS - 2);
    assertThat(second[0]).as("the category a").isEqualTo(1);
    assertThat(second[1]).as("the category b").isZero();
    assertThat(second[CATEGORIES]).as("price not known").isEqualTo(1);
    // The stars' mean is 3, their deviation sqrt(8 / 3); a1 has the mean 2 from two ratings
    assertThat((double) second[MEAN]).isCloseTo(-1 / Math.sqrt(8 / 3.0) * 2 / 7, within(1e-6));
    assertThat(second[GAP]).isEqualTo(1);
    assertThat(second[BEHAVIOUR + 1]).isEqualTo(1);
    assertThat(second[VALUE]).as("three stars are the mean").isZero();
    assertThat(second[CANDIDATE]).isZero();
    float[] first = step(x, columns, StepFeatures.STEPS - 3);
    assertThat((double) first[VALUE]).isCloseTo(-2 / Math.sqrt(8 / 3.0), within(1e-6));
    assertThat(first[GAP]).as("nothing before").isZero();
    float[] candidate = step(x, columns, StepFeatures.STEPS - 1);
    assertThat(candidate[1]).as("the category b").isEqualTo(1);
    assertThat(candidate[MEAN]).as("its only rating is its own").isZero();
    assertThat(candidate[POPULARITY]).isLessThan(second[POPULARITY]);
    assertThat(candidate[BEHAVIOUR + 1]).as("hidden").isZero();
    assertThat(candidate[VALUE]).as("hidden").isZero();
    assertThat(candidate[CANDIDATE]).isEqualTo(1);
  }

  @Test
  void shouldNotSeeWhatIsHeldOut() {
    // Given: the held-out ratings differ
    float[] low = held(data(1, 1));
    float[] high = held(data(5, 5));

    // Then
    assertThat(low).isEqualTo(high);
  }

  /** All training examples, and the validation example: what it asks about has another value. */
  private static float[] held(TrainingData data) {
    History history = data.histories().get(0);
    Examples examples = new Examples(false);
    examples.add(history, 3, 3, history.item(3));
    return new StepFeatures(data).encode(examples, new int[] {0}, 0, 1);
  }

  private static float[] step(float[] x, int columns, int step) {
    return Arrays.copyOfRange(x, step * columns, (step + 1) * columns);
  }

  /** One shopper, of whose five ratings the last two are held out. */
  private static TrainingData data(double validation, double test) {
    return new RatedLog()
        .add("u", "a1", 10, 1)
        .add("u", "a1", 20, 3)
        .add("u", "b1", 30, 5)
        .add("u", "b1", 40, validation)
        .add("u", "a1", 50, test)
        .leaveOneOut();
  }
}
