package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.Input;
import dev.tidemark.features.SequenceBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final ItemTable THREE = new ItemTable(new float[4], new float[3]);
  private static final float[] POPULAR = {.5f, .3f, .2f};

  @Test
  void shouldMixTheSoftmaxWhatHeadsLookAtAndWhatIsPopular() {
    // Given: a head that looks at item 2, at the start token and at item 2 again
    NetworkOutput output =
        new NetworkOutput(
            new float[] {.2f, .2f, .6f},
            new float[1],
            new float[] {.5f, .3f, .2f},
            new float[] {.5f, .1f, .4f},
            new float[] {.75f});

    // When
    Learnt learnt = new Mixture(THREE, POPULAR, false).of(output, batch(2, 0, 2)).get(0);

    // Then: what it gives the start token is nobody's
    double all = .5 + .3 * .9 + .2;
    assertThat(learnt.probabilities()[0]).isCloseTo((float) (.2 / all), within(1e-6f));
    assertThat(learnt.probabilities()[1])
        .isCloseTo((float) ((.1 + .27 + .06) / all), within(1e-6f));
    assertThat(learnt.probabilities()[2]).isCloseTo((float) (.34 / all), within(1e-6f));
    assertThat(learnt.longTerm()).isEqualTo(.75);
    assertThat(learnt.popular()).isEqualTo(.2f);
  }

  @Test
  void shouldKeepItemsOfTheHistoryOutOfTheSoftmaxWhereNobodyComesAgain() {
    NetworkOutput output =
        new NetworkOutput(
            new float[] {.2f, .2f, .6f},
            new float[1],
            new float[] {.5f, .5f},
            new float[0],
            new float[] {0});

    Learnt learnt = new Mixture(THREE, POPULAR, true).of(output, batch(0, 3)).get(0);

    assertThat(learnt.probabilities()).containsExactly(new float[] {.5f, .4f, .1f}, within(1e-6f));
  }

  @Test
  void shouldTellShoppersApart() {
    Map<Input, int[]> values = new HashMap<>(Map.of(Input.ITEMS, new int[] {0, 1, 0, 3}));
    SequenceBatch two = new SequenceBatch(2, 2, 0, values, new int[4], new int[] {2, 2});
    NetworkOutput output =
        new NetworkOutput(
            new float[] {1, 0, 0, 0, 1, 0},
            new float[2],
            new float[] {0, 1, 0, .5f, .5f, 0},
            new float[] {0, 1, 0, 1},
            new float[] {.1f, .9f});

    List<Learnt> learnt = new Mixture(THREE, POPULAR, false).of(output, two);

    assertThat(learnt.get(0).probabilities()).containsExactly(1, 0, 0);
    assertThat(learnt.get(1).probabilities()).containsExactly(0, .5f, .5f);
    assertThat(learnt.get(1).longTerm()).isEqualTo(.9f);
  }

  private static SequenceBatch batch(int... items) {
    Map<Input, int[]> values = new HashMap<>(Map.of(Input.ITEMS, items));
    return new SequenceBatch(
        1, items.length, 0, values, new int[items.length], new int[] {items.length});
  }
}
