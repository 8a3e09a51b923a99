package dev.tidemark.training.network.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class LstmLayerTest {
  private static final int STEPS = 6;
  private static final int BATCH = 2;
  private static final int INPUTS = 3;
  private static final int HIDDEN = 4;

  private final SplittableRandom random = new SplittableRandom(5);
  private final float[][] weights = matrix(INPUTS + HIDDEN, 4 * HIDDEN);
  private final float[] bias = matrix(1, 4 * HIDDEN)[0];
  private final float[][][] x = new float[][][] {rows(), rows(), rows(), rows(), rows(), rows()};

  @Test
  void shouldAgreeWithTheEquationsOfTheCell() {
    // Given
    ReferenceLstm[] references = {reference(), reference()};

    // When
    float[] states = run(false).get(0);

    // Then
    for (int t = 0; t < STEPS; t++) {
      for (int row = 0; row < BATCH; row++) {
        double[] expected = references[row].step(doubles(x[t][row]));
        for (int unit = 0; unit < HIDDEN; unit++) {
          assertThat((double) states[(t * BATCH + row) * HIDDEN + unit])
              .isCloseTo(expected[unit], within(1e-5));
        }
      }
    }
  }

  @Test
  void shouldGiveTheSameGradientAsTensorFlowsOwnOperator() {
    // When
    List<float[]> gradients = run(true);

    // Then
    for (int i = 0; i < 3; i++) {
      float[] ours = gradients.get(i);
      float[] builtIn = gradients.get(i + 3);
      assertThat(ours).hasSameSizeAs(builtIn);
      for (int k = 0; k < ours.length; k++) {
        assertThat(ours[k]).isCloseTo(builtIn[k], within(1e-4f));
      }
    }
  }

  /** The states, or our gradients by input, weights and bias, and then those of BlockLSTMGradV2. */
  private List<float[]> run(boolean gradients) {
    try (Graph graph = NativeLibrary.newGraph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> w = tf.constant(weights);
      Operand<TFloat32> b = tf.constant(bias);
      LstmLayer layer = new LstmLayer(new Tensors(tf), INPUTS, HIDDEN, w, b);
      LstmLayer.Pass pass = layer.forward(tf.constant(x));
      List<Operand<TFloat32>> fetches = new ArrayList<>();
      if (gradients) {
        Operand<TFloat32> dh = tf.math.square(pass.states());
        LstmLayer.Gradients ours = layer.backward(pass, dh, STEPS);
        fetches.addAll(List.of(ours.x(), ours.weights(), ours.bias()));
        fetches.addAll(builtIn(tf, pass, w, b, dh));
      } else {
        fetches.add(pass.states());
      }
      try (Session session = new Session(graph)) {
        Session.Runner runner = session.runner();
        fetches.forEach(runner::fetch);
        try (Result result = runner.run()) {
          List<float[]> values = new ArrayList<>();
          result.forEach(entry -> values.add(Variables.floats((TFloat32) entry.getValue())));
          return values;
        }
      }
    }
  }

  private static List<Operand<TFloat32>> builtIn(
      Ops tf, LstmLayer.Pass pass, Operand<TFloat32> w, Operand<TFloat32> b, Operand<TFloat32> dh) {
    Operand<TFloat32> none = tf.zeros(tf.constant(new int[] {HIDDEN}), TFloat32.class);
    Operand<TInt64> steps = tf.constant((long) STEPS);
    BlockLSTMGrad<TFloat32> grad =
        tf.nn.blockLSTMGrad(
            steps,
            pass.x(),
            pass.zeroState(),
            pass.zeroState(),
            w,
            none,
            none,
            none,
            b,
            pass.op().i(),
            pass.op().cs(),
            pass.op().f(),
            pass.op().o(),
            pass.op().ci(),
            pass.op().co(),
            pass.op().h(),
            tf.zerosLike(pass.op().cs()),
            dh,
            false);
    return List.of(grad.xGrad(), grad.wGrad(), grad.bGrad());
  }

  private ReferenceLstm reference() {
    double[][] w = new double[weights.length][];
    for (int i = 0; i < w.length; i++) {
      w[i] = doubles(weights[i]);
    }
    return new ReferenceLstm(w, doubles(bias), ReferenceLstm.Candidate.TANH);
  }

  private float[][] rows() {
    return matrix(BATCH, INPUTS);
  }

  private float[][] matrix(int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (random.nextDouble() * 2 - 1);
      }
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
