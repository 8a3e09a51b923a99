package dev.tidemark.training.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.propensity.Basis;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Inputs;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeadRegressionTest {
  private static final int INPUTS = Inputs.names().size();

  /** Who buys hangs on the first input and the rhythm; levels are those of two cuts. */
  private static Examples examples() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] inputs = new double[2000][INPUTS];
    boolean[] buys = new boolean[inputs.length];
    double[] levels = new double[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      Arrays.setAll(inputs[i], input -> random.nextDouble() * 2);
      levels[i] = i % 2 == 0 ? 1 : -1;
      double odds = inputs[i][0] - 1 + inputs[i][INPUTS - 1] + levels[i];
      buys[i] = random.nextDouble() < Head.probability(odds);
    }
    double[] same = new double[inputs.length];
    Arrays.fill(same, 1);
    return new Examples(inputs, buys, same, levels);
  }

  private static Head fit(Basis basis, double ridge) {
    return new HeadRegression(basis, ridge).fit(examples(), 30);
  }

  @Test
  void shouldWeighNothingButTheRhythmByBgNbd() {
    Head head = fit(Basis.BG_NBD, 1);

    assertThat(head.basis()).isEqualTo(Basis.BG_NBD);
    double[] values = new double[INPUTS];
    double level = head.logOdds(values);
    values[INPUTS - 1] = 0.7;
    assertThat(head.logOdds(values) - level).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void shouldWeighThreeInputsByRfm() {
    Head head = fit(Basis.RFM, 1);

    assertThat(head.basis()).isEqualTo(Basis.RFM);
    assertThat(Arrays.stream(head.weights()).filter(weight -> weight != 0).count()).isEqualTo(3);
    assertThat(head.weights()[0]).isCloseTo(1, within(0.3));
  }

  @Test
  void shouldBeBgNbdTheMoreTheStrongerTheRidge() {
    Head free = fit(Basis.HEAD, 1);
    Head bound = fit(Basis.HEAD, 1e9);

    assertThat(free.basis()).isEqualTo(Basis.HEAD);
    assertThat(free.weights()[0]).isCloseTo(1, within(0.3));
    assertThat(bound.weights()[0]).isCloseTo(0, within(1e-3));
    assertThat(bound.weights()[INPUTS - 1]).isCloseTo(1, within(1e-3));
  }
}
