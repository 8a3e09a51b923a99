package dev.tidemark.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.scoring.ItemTable;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaithfulnessTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void shouldMeasureByTheFormulas() {
    Faithfulness measured =
        new Faithfulness(
            3,
            new double[] {1, .6, .2, .2, .1},
            new double[] {0, .5, .5, 1, 2},
            new int[] {1, 3, 5, 6, 7});

    assertThat(measured.named(2)).isEqualTo(2);
    assertThat(measured.named(4)).isEqualTo(3);
    assertThat(measured.pos(2)).isEqualTo(1);
    assertThat(measured.pos(3)).isZero();
    // ((1 + .6) / 2 + (.6 + .2) / 2) / 2
    assertThat(measured.del(2)).isCloseTo(.6, EXACT);
    // (.8 + .4 + .2 + .15) / 4
    assertThat(measured.del(4)).isCloseTo(.3875, EXACT);
    // (.25 + .5 + .75) / 3
    assertThat(measured.ins(3)).isCloseTo(.5, EXACT);
    // 1 / log2(1 + 7)
    assertThat(measured.cdcg(4)).isCloseTo(1 / 3.0, EXACT);
  }

  @Test
  void shouldAskWithoutWhatIsNamedAndWithThatAlone() {
    // Given: item 8 follows item 1, all others are alike
    RuleScorer scorer = new RuleScorer();
    Explained explained = scorer.explained(1, 2, 3, 1, 4, 5);
    assertThat(explained.items()).containsExactly(5, 4, 1, 3, 2);

    // When
    Map<String, Faithfulness> worth =
        new Perturbation(RuleScorer.ENCODER, scorer)
            .of(
                explained,
                Map.of(
                    "right",
                    List.of(1),
                    "late",
                    List.of(5, 1, 2, 3),
                    "wrong",
                    List.of(5, 4, 3, 2)));

    // Then: 1/8 without the rule, half of that and .5 more with it
    double without = .125 / (.0625 + .5);
    assertThat(worth.get("right").removed()).containsExactly(curve(1, 1, without), EXACT);
    assertThat(worth.get("right").inserted()).containsExactly(curve(1, without, 1), EXACT);
    assertThat(worth.get("right").ranks()).containsExactly(1, 8, 8, 8, 8);
    assertThat(worth.get("late").removed()).containsExactly(curve(2, 1, without), EXACT);
    assertThat(worth.get("late").ranks()).containsExactly(1, 1, 8, 8, 8);
    assertThat(worth.get("wrong").removed()).containsExactly(curve(5, 1, 1), EXACT);
    assertThat(worth.get("wrong").inserted()).containsExactly(curve(5, without, 1), EXACT);
  }

  /** What is first so often, and then what follows it. */
  private static double[] curve(int often, double first, double then) {
    double[] curve = new double[Perturbation.MOST_NAMED + 1];
    for (int i = 0; i < curve.length; i++) {
      curve[i] = i < often ? first : then;
    }
    return curve;
  }

  @Test
  void shouldOrderByTheFigureAndThenTheNewestFirst() {
    RuleScorer scorer = new RuleScorer();
    Explained explained = scorer.explained(1, 2, 3, 1, 4, 5);
    float[] vectors = {0, 0, 1, 0, 0, 1, 3, 4, -2, 0, 0, -1, 0, 0, 0, 0, 5, 0};
    Cosine cosine = new Cosine(new ItemTable(vectors, new float[RuleScorer.ITEMS]));

    assertThat(new Rival("cosine", cosine::to).order(explained)).containsExactly(1, 3, 5, 2, 4);
    assertThat(cosine.between(3, 8)).isCloseTo(.6, EXACT);
  }
}
