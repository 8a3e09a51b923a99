package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Input;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlendTest {
  private static final int DAY = 86_400;

  /** Item 5 ten days ago, before the start token; then item 1 twice, a day ago and now. */
  private static final EncodedSequence SEQUENCE =
      new EncodedSequence(
          1,
          Map.of(Input.ITEMS, new int[] {5, 0, 1, 1}, Input.BEHAVIOURS, new int[] {1, 0, 1, 1}),
          new int[] {10 * DAY, 0, DAY, 0});

  /** Of items 1 to 6; item 2 follows item 1, and item 1 itself. */
  private static final Demand DEMAND =
      new Demand(
          new float[] {0, 0, 0, 0, 0, .5f},
          new float[] {1, 1, 1, 1, 2, 1},
          new float[] {0, 0, 0, 1, 0, 0},
          new float[] {2, 0, 0, 0, 0, 0});

  private static final SequentialRules RULES =
      new SequentialRules(
          new int[] {0, 2, 2, 2, 2, 2, 2}, new int[] {1, 0}, new float[] {.3f, .1f});

  private static final Learnt LEARNT =
      new Learnt(new float[] {.1f, .1f, .3f, .2f, .1f, .2f}, 0.7, 0.3);

  @Test
  void shouldBlendWhatIsLearntAndWhatIsCounted() {
    Blend blend = new Blend(new Blend.Shares(.5f, .2f, .4f, -.1f), counts(false));

    double[] answer = blend.answer(LEARNT, SEQUENCE).probabilities();

    double[] learnt = {.1 * Math.exp(-.2), .1, .3, .2 * Math.exp(.4), .1, .2};
    double sum = Arrays.stream(learnt).sum();
    double ofFirst = Math.pow(.5, .1) + 1; // item 5 counts half, but is twice in demand
    double[] habits = {ofFirst / (ofFirst + 1), 0, 0, 0, 1 / (ofFirst + 1), 0};
    double[] rules = {.25, .75, 0, 0, 0, 0};
    for (int i = 0; i < answer.length; i++) {
      assertThat(answer[i])
          .isCloseTo(.4 * learnt[i] / sum + .4 * habits[i] + .2 * rules[i], within(1e-7));
    }
  }

  @Test
  void shouldLeaveItsShareToTheOthersWhereNothingIsCounted() {
    Blend blend = new Blend(new Blend.Shares(.5f, .2f, 0, 0), counts(false));
    int[] none = new int[1];
    EncodedSequence nobody =
        new EncodedSequence(0, Map.of(Input.ITEMS, none, Input.BEHAVIOURS, none), none);

    double[] answer = blend.answer(LEARNT, nobody).probabilities();

    for (int i = 0; i < answer.length; i++) {
      assertThat(answer[i]).isCloseTo(LEARNT.probabilities()[i], within(1e-7));
    }
  }

  @Test
  void shouldLeaveOutTheHistoryWhereNobodyComesBack() {
    Counts counts = counts(true);
    Blend blend = new Blend(new Blend.Shares(0, .2f, 0, 0), counts);

    double[] answer = blend.answer(LEARNT, SEQUENCE).probabilities();

    assertThat(answer[0]).isZero();
    assertThat(answer[4]).isZero();
    assertThat(Arrays.stream(answer).sum()).isCloseTo(1, within(1e-12));
    double rest = 1 - (.8 * .2 + .2 * .25);
    assertThat(answer[1]).isCloseTo((.8 * .1 + .2 * .75) / rest, within(1e-7));
  }

  @Test
  void shouldTellWhatCarriedAnItem() {
    Answer answer =
        new Blend(new Blend.Shares(.5f, .2f, 0, 0), counts(false)).answer(LEARNT, SEQUENCE);
    Learnt now = new Learnt(LEARNT.probabilities(), 0.2, 0);

    assertThat(answer.carrier(0)).isEqualTo(Carrier.HABIT);
    assertThat(answer.carrier(1)).isEqualTo(Carrier.OTHERS);
    assertThat(answer.carrier(2)).isEqualTo(Carrier.LONG_TERM);
    assertThat(answer.carrier(4)).isEqualTo(Carrier.HABIT);
    assertThat(answer.carrier(5)).as("0.3 * 0.5 of 0.2").isEqualTo(Carrier.POPULAR);
    assertThat(new Blend(Blend.Shares.NONE, counts(false)).answer(now, SEQUENCE).carrier(0))
        .isEqualTo(Carrier.SHORT_TERM);
  }

  @Test
  void shouldTellWhatCarriedAnItemWhereNobodyComesBack() {
    Blend blend = new Blend(new Blend.Shares(0, .13f, 0, 0), counts(true));

    assertThat(blend.answer(LEARNT, SEQUENCE).carrier(1))
        .as("0.13 * 0.75 against 0.87 * 0.1, both of the same rest")
        .isEqualTo(Carrier.OTHERS);
  }

  @Test
  void shouldRefuseSharesThatLeaveNothingToTheNetwork() {
    assertThatThrownBy(() -> new Blend.Shares(.5f, 1f, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5 and 1.0");
  }

  private static Counts counts(boolean onlyNew) {
    return new Counts(Optional.of(new Habit(10, 0)), new float[] {.5f, 1f}, RULES, onlyNew, DEMAND);
  }
}
