package dev.tidemark.training.network.lstm;

import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.WeightSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.NnOps;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.LSTMBlockCellGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * An LSTM over time-major sequences (Hochreiter and Schmidhuber 1997, with the forget gate of Gers
 * et al. 2000), as TensorFlow's fused BlockLSTMV2:
 *
 * <pre>
 * i = sigmoid(Wi [x, h'] + bi)    f = sigmoid(Wf [x, h'] + bf)    g = tanh(Wg [x, h'] + bg)
 * c = f * c' + i * g              o = sigmoid(Wo [x, h'] + bo)    h = o * tanh(c)
 * </pre>
 *
 * <p>The weights are {@code [inputs + hidden, 4 hidden]} with the gates in the order i, f, g, o.
 * The gradient is built here step by step from the fused elementwise part, with one small matrix
 * product a step and one large product each for the weights and the inputs (infra/adr/001).
 */
public record LstmLayer(
    Tensors tf, int inputs, int hidden, Operand<TFloat32> weights, Operand<TFloat32> bias) {
  public static final String WEIGHTS = "lstm_weights";
  public static final String BIAS = "lstm_bias";

  /** Forget gates start open (Jozefowicz et al. 2015); they are the second quarter of the bias. */
  public static List<WeightSpec> weights(int inputs, int hidden) {
    return List.of(
        WeightSpec.glorot(WEIGHTS, inputs + hidden, 4L * hidden),
        new WeightSpec(
            BIAS, Shape.of(4L * hidden), (index, random) -> index / hidden == 1 ? 1f : 0f));
  }

  /** One forward pass and what its gradient needs; {@code x} is [time, batch, inputs]. */
  public record Pass(Operand<TFloat32> x, Operand<TFloat32> zeroState, BlockLSTM<TFloat32> op) {
    /** Hidden states, [time, batch, hidden]. */
    public Operand<TFloat32> states() {
      return op.h();
    }
  }

  /** Gradients by input, weights and bias, in the shapes of these. */
  public record Gradients(Operand<TFloat32> x, Operand<TFloat32> weights, Operand<TFloat32> bias) {}

  public Pass forward(Operand<TFloat32> x) {
    // Zeros of [batch, hidden] for a batch size that is known only when it runs.
    Operand<TInt32> batch = tf.size(tf.row(x, 0), 0);
    Operand<TFloat32> zero =
        tf.ops().fill(tf.stack(0, batch, tf.constant(hidden)), tf.ops().constant(0f));
    Operand<TFloat32> noPeephole = noPeephole();
    Operand<TInt64> steps = tf.ops().dtypes.cast(tf.size(x, 0), TInt64.class);
    NnOps nn = tf.ops().nn;
    BlockLSTM<TFloat32> op =
        nn.blockLSTM(
            steps,
            x,
            zero,
            zero,
            weights,
            noPeephole,
            noPeephole,
            noPeephole,
            bias,
            BlockLSTM.cellClip(0f));
    return new Pass(x, zero, op);
  }

  /**
   * Backpropagation through time.
   *
   * @param gradient of the states, [steps, batch, hidden]
   * @param steps the time dimension, fixed since the graph is unrolled over it
   */
  public Gradients backward(Pass pass, Operand<TFloat32> gradient, int steps) {
    List<Operand<TFloat32>> x = unstack(pass.x(), steps);
    List<Operand<TFloat32>> i = unstack(pass.op().i(), steps);
    List<Operand<TFloat32>> cs = unstack(pass.op().cs(), steps);
    List<Operand<TFloat32>> f = unstack(pass.op().f(), steps);
    List<Operand<TFloat32>> o = unstack(pass.op().o(), steps);
    List<Operand<TFloat32>> ci = unstack(pass.op().ci(), steps);
    List<Operand<TFloat32>> co = unstack(pass.op().co(), steps);
    List<Operand<TFloat32>> h = unstack(pass.op().h(), steps);
    List<Operand<TFloat32>> dh = unstack(gradient, steps);

    // LSTMBlockCellGrad orders its gates i, g, f, o.
    Operand<TFloat32> cellWeights = swapMiddleGates(weights, 1);
    Operand<TFloat32> cellBias = swapMiddleGates(bias, 0);
    // Transposed once: within a product of so few rows that would cost twice the product itself.
    Operand<TFloat32> recurrent = tf.flipped(tf.slice(cellWeights, 0, inputs, -1));
    Operand<TFloat32> noPeephole = noPeephole();

    NnOps nn = tf.ops().nn;
    List<Operand<TFloat32>> gates = new ArrayList<>(Collections.nCopies(steps, null));
    Operand<TFloat32> cellGradient = pass.zeroState();
    Operand<TFloat32> stateGradient = dh.get(steps - 1);
    for (int t = steps - 1; t >= 0; t--) {
      Operand<TFloat32> cellBefore = t == 0 ? pass.zeroState() : cs.get(t - 1);
      Operand<TFloat32> stateBefore = t == 0 ? pass.zeroState() : h.get(t - 1);
      LSTMBlockCellGrad<TFloat32> cell =
          nn.lSTMBlockCellGrad(
              x.get(t),
              cellBefore,
              stateBefore,
              cellWeights,
              noPeephole,
              noPeephole,
              noPeephole,
              cellBias,
              i.get(t),
              cs.get(t),
              f.get(t),
              o.get(t),
              ci.get(t),
              co.get(t),
              cellGradient,
              stateGradient,
              false);
      gates.set(t, cell.dicfo());
      cellGradient = cell.csPrevGrad();
      if (t > 0) {
        stateGradient = tf.add(dh.get(t - 1), tf.matMul(cell.dicfo(), recurrent));
      }
    }

    Operand<TFloat32> all = tf.reshape(tf.stack(0, gates), -1, 4 * hidden);
    List<Operand<TFloat32>> before = new ArrayList<>(h.subList(0, steps - 1));
    before.add(0, pass.zeroState());
    Operand<TFloat32> read =
        tf.concat(
            1,
            List.of(tf.reshape(pass.x(), -1, inputs), tf.reshape(tf.stack(0, before), -1, hidden)));
    Operand<TFloat32> dx = tf.timesTransposed(all, tf.slice(cellWeights, 0, 0, inputs));
    Operand<TFloat32> dw = tf.ops().linalg.matMul(read, all, MatMul.transposeA(true));
    return new Gradients(
        tf.ops().reshape(dx, tf.ops().shape(pass.x())),
        swapMiddleGates(dw, 1),
        swapMiddleGates(nn.biasAddGrad(all), 0));
  }

  /** i, f, g, o to i, g, f, o and back. */
  private Operand<TFloat32> swapMiddleGates(Operand<TFloat32> gates, int axis) {
    List<Output<TFloat32>> parts = tf.split(axis, gates, 4);
    return tf.concat(axis, List.of(parts.get(0), parts.get(2), parts.get(1), parts.get(3)));
  }

  private Operand<TFloat32> noPeephole() {
    return tf.ops().zeros(tf.ops().constant(new int[] {hidden}), TFloat32.class);
  }

  private List<Operand<TFloat32>> unstack(Operand<TFloat32> sequence, int steps) {
    return new ArrayList<>(tf.ops().unstack(sequence, (long) steps).output());
  }
}
