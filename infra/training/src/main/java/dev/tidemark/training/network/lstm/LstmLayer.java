package dev.tidemark.training.network.lstm;

import dev.tidemark.training.network.WeightSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.LSTMBlockCellGrad;
import org.tensorflow.types.TFloat32;
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
public final class LstmLayer {
  public static final String WEIGHTS = "lstm_weights";
  public static final String BIAS = "lstm_bias";

  private final Ops tf;
  private final int inputs;
  private final int hidden;
  private final Operand<TFloat32> weights;
  private final Operand<TFloat32> bias;

  public LstmLayer(
      Ops tf, int inputs, int hidden, Operand<TFloat32> weights, Operand<TFloat32> bias) {
    this.tf = tf;
    this.inputs = inputs;
    this.hidden = hidden;
    this.weights = weights;
    this.bias = bias;
  }

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
    Operand<TFloat32> step = tf.gather(x, tf.constant(0), tf.constant(0));
    // Zeros of [batch, hidden] for a batch size that is known only when it runs.
    Operand<TFloat32> zero =
        tf.fill(
            tf.stack(
                Arrays.asList(
                    tf.gather(tf.shape(step), tf.constant(0), tf.constant(0)),
                    tf.constant(hidden))),
            tf.constant(0f));
    Operand<TFloat32> noPeephole = tf.zeros(tf.constant(new int[] {hidden}), TFloat32.class);
    BlockLSTM<TFloat32> op =
        tf.nn.blockLSTM(
            tf.dtypes.cast(tf.gather(tf.shape(x), tf.constant(0), tf.constant(0)), TInt64.class),
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
    long n = steps;
    List<Operand<TFloat32>> x = unstack(pass.x(), n);
    List<Operand<TFloat32>> i = unstack(pass.op().i(), n);
    List<Operand<TFloat32>> cs = unstack(pass.op().cs(), n);
    List<Operand<TFloat32>> f = unstack(pass.op().f(), n);
    List<Operand<TFloat32>> o = unstack(pass.op().o(), n);
    List<Operand<TFloat32>> ci = unstack(pass.op().ci(), n);
    List<Operand<TFloat32>> co = unstack(pass.op().co(), n);
    List<Operand<TFloat32>> h = unstack(pass.op().h(), n);
    List<Operand<TFloat32>> dh = unstack(gradient, n);

    // LSTMBlockCellGrad orders its gates i, g, f, o.
    Operand<TFloat32> cellWeights = swapMiddleGates(weights, 1);
    Operand<TFloat32> cellBias = swapMiddleGates(bias, 0);
    // Transposed once: within a product of so few rows that would cost twice the product itself.
    Operand<TFloat32> recurrent =
        tf.linalg.transpose(
            tf.slice(
                cellWeights, tf.constant(new int[] {inputs, 0}), tf.constant(new int[] {-1, -1})),
            tf.constant(new int[] {1, 0}));
    Operand<TFloat32> noPeephole = tf.zeros(tf.constant(new int[] {hidden}), TFloat32.class);

    List<Operand<TFloat32>> gates = new ArrayList<>(Collections.nCopies(steps, null));
    Operand<TFloat32> cellGradient = pass.zeroState();
    Operand<TFloat32> stateGradient = dh.get(steps - 1);
    for (int t = steps - 1; t >= 0; t--) {
      Operand<TFloat32> cellBefore = t == 0 ? pass.zeroState() : cs.get(t - 1);
      Operand<TFloat32> stateBefore = t == 0 ? pass.zeroState() : h.get(t - 1);
      LSTMBlockCellGrad<TFloat32> cell =
          tf.nn.lSTMBlockCellGrad(
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
        stateGradient = tf.math.add(dh.get(t - 1), tf.linalg.matMul(cell.dicfo(), recurrent));
      }
    }

    Operand<TFloat32> all = rows(tf.stack(gates, Stack.axis(0L)), 4 * hidden);
    List<Operand<TFloat32>> before = new ArrayList<>(h.subList(0, steps - 1));
    before.add(0, pass.zeroState());
    Operand<TFloat32> read =
        tf.concat(
            List.of(rows(pass.x(), inputs), rows(tf.stack(before, Stack.axis(0L)), hidden)),
            tf.constant(1));
    Operand<TFloat32> input =
        tf.slice(cellWeights, tf.constant(new int[] {0, 0}), tf.constant(new int[] {inputs, -1}));
    Operand<TFloat32> dx = tf.linalg.matMul(all, input, MatMul.transposeB(true));
    Operand<TFloat32> dw = tf.linalg.matMul(read, all, MatMul.transposeA(true));
    return new Gradients(
        tf.reshape(dx, tf.shape(pass.x())),
        swapMiddleGates(dw, 1),
        swapMiddleGates(tf.nn.biasAddGrad(all), 0));
  }

  /** i, f, g, o to i, g, f, o and back. */
  private Operand<TFloat32> swapMiddleGates(Operand<TFloat32> gates, int axis) {
    List<Output<TFloat32>> parts = tf.split(tf.constant(axis), gates, 4L).output();
    return tf.concat(
        List.of(parts.get(0), parts.get(2), parts.get(1), parts.get(3)), tf.constant(axis));
  }

  private Operand<TFloat32> rows(Operand<TFloat32> sequence, int columns) {
    return tf.reshape(sequence, tf.constant(new int[] {-1, columns}));
  }

  private List<Operand<TFloat32>> unstack(Operand<TFloat32> sequence, long n) {
    return new ArrayList<>(tf.unstack(sequence, n).output());
  }
}
