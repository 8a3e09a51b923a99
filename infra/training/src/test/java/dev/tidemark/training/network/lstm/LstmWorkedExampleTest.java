package dev.tidemark.training.network.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The cell worked through by hand for the three one-hot steps x1 = [1,0,0], x2 = [0,1,0], x3 =
 * [0,0,1] with one hidden unit. A one-hot input picks one row of the weights, so that
 *
 * <pre>
 *        i     f     g     o
 * x1   0.5   0.1   0.4   0.2
 * x2  -0.3   0.6   0.8   0.1
 * x3   0.2  -0.4  -0.5   0.7
 * h'   0.1   0.2   0.3  -0.2
 * b    0     1     0     0
 *
 * step 1: h' = 0, c' = 0
 *   i = s(0.5) = 0.622459   f = s(0.1 + 1) = 0.750260   g = tanh(0.4) = 0.379949   o = s(0.2) = 0.549834
 *   c = 0.750260 * 0 + 0.622459 * 0.379949 = 0.236503   h = 0.549834 * tanh(0.236503) = 0.127666
 * step 2: h' = 0.127666, c' = 0.236503
 *   i = s(-0.3 + 0.1 h') = s(-0.287233) = 0.428681    f = s(0.6 + 0.2 h' + 1) = s(1.625533) = 0.835557
 *   g = tanh(0.8 + 0.3 h') = tanh(0.838300) = 0.684907    o = s(0.1 - 0.2 h') = s(0.074467) = 0.518608
 *   c = 0.835557 * 0.236503 + 0.428681 * 0.684907 = 0.491219   h = 0.518608 * tanh(0.491219) = 0.236062
 * step 3: h' = 0.236062, c' = 0.491219
 *   i = s(0.2 + 0.1 h') = s(0.223606) = 0.555670    f = s(-0.4 + 0.2 h' + 1) = s(0.647212) = 0.656382
 *   g = tanh(-0.5 + 0.3 h') = tanh(-0.429182) = -0.404637    o = s(0.7 - 0.2 h') = s(0.652788) = 0.657638
 *   c = 0.656382 * 0.491219 - 0.555670 * 0.404637 = 0.097582   h = 0.657638 * tanh(0.097582) = 0.063971
 * </pre>
 */
class LstmWorkedExampleTest {
  private static final double[][] WEIGHTS = {
    {0.5, 0.1, 0.4, 0.2}, {-0.3, 0.6, 0.8, 0.1}, {0.2, -0.4, -0.5, 0.7}, {0.1, 0.2, 0.3, -0.2}
  };
  private static final double[] BIAS = {0, 1, 0, 0};
  private static final double[][] STEPS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final double[] STATES = {0.127666, 0.236062, 0.063971};
  private static final double[] CELLS = {0.236503, 0.491219, 0.097582};
  private static final Offset<Double> ROUNDING = within(1e-6);

  @Test
  void shouldFollowTheHandCalculation() {
    ReferenceLstm cell = new ReferenceLstm(WEIGHTS, BIAS, ReferenceLstm.Candidate.TANH);
    for (int t = 0; t < STEPS.length; t++) {
      assertThat(cell.step(STEPS[t])[0]).isCloseTo(STATES[t], ROUNDING);
      assertThat(cell.cell()[0]).isCloseTo(CELLS[t], ROUNDING);
    }
  }

  /** The same with g = s(...): step 1 has g = s(0.4) = 0.598688, so c = 0.622459 * 0.598688. */
  @Test
  void shouldFollowTheHandCalculationWithASigmoidCandidate() {
    double[] states = {0.195914, 0.281910, 0.363993};
    double[] cells = {0.372659, 0.614356, 0.625911};
    ReferenceLstm cell = new ReferenceLstm(WEIGHTS, BIAS, ReferenceLstm.Candidate.SIGMOID);
    for (int t = 0; t < STEPS.length; t++) {
      assertThat(cell.step(STEPS[t])[0]).isCloseTo(states[t], ROUNDING);
      assertThat(cell.cell()[0]).isCloseTo(cells[t], ROUNDING);
    }
  }

  @Test
  void shouldComeOutOfTheTrainedLayerToo() {
    try (Graph graph = NativeLibrary.newGraph()) {
      Ops tf = Ops.create(graph);
      float[][] weights = new float[WEIGHTS.length][];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = floats(WEIGHTS[i]);
      }
      LstmLayer layer =
          new LstmLayer(new Tensors(tf), 3, 1, tf.constant(weights), tf.constant(floats(BIAS)));
      float[][][] x = new float[STEPS.length][][];
      for (int t = 0; t < x.length; t++) {
        x[t] = new float[][] {floats(STEPS[t])};
      }
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(layer.forward(tf.constant(x)).states()).run()) {
        float[] states = Variables.floats((TFloat32) result.get(0));
        for (int t = 0; t < states.length; t++) {
          assertThat((double) states[t]).isCloseTo(STATES[t], within(2e-6));
        }
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
