package dev.tidemark.training.network.lstm;

import dev.tidemark.training.network.Tensors;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.op.nn.LSTMBlockCell;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The newest states of sequences, as serving needs them. A single sequence costs the time in which
 * its weights are read, so that what it makes of its inputs is one product for all steps, and each
 * step reads the recurrent weights alone: TensorFlow's fused cell takes that product for its bias.
 * Several sequences share what is read, and go through {@link LstmLayer}.
 */
public record ServedLstm(LstmLayer layer) {
  /** Steps of a single sequence; a longer one goes the other way. */
  private static final int STEPS = 50;

  /**
   * @param x [time, batch, inputs]
   * @param lengths of the sequences, [batch]
   * @return the state after the last step of each, [batch, hidden]
   */
  public Operand<TFloat32> newest(Operand<TFloat32> x, Operand<TInt32> lengths) {
    Tensors tf = layer.tf();
    Operand<TInt32> rows = tf.size(lengths, 0);
    Operand<TInt32> length = tf.row(lengths, 0);
    Operand<TBool> isSingle =
        tf.ops()
            .math
            .logicalAnd(
                tf.equal(rows, tf.constant(1)),
                tf.ops().math.lessEqual(length, tf.constant(STEPS)));
    SwitchCond<TFloat32> way = tf.ops().switchCond(x, isSingle);
    Operand<TInt32> last =
        tf.stack(1, tf.sub(lengths, tf.constant(1)), tf.range(tf.size(lengths, 0)));
    Operand<TFloat32> together = tf.ops().gatherNd(layer.forward(way.outputFalse()).states(), last);
    Operand<TInt32> steps = tf.ops().math.minimum(length, tf.constant(STEPS));
    return merged(single(way.outputTrue(), steps), together);
  }

  /**
   * Steps are counted from the end. Those before the first have no state to go on from, and so
   * TensorFlow passes over them.
   */
  private Operand<TFloat32> single(Operand<TFloat32> x, Operand<TInt32> length) {
    Tensors tf = layer.tf();
    Operand<TInt32> first = tf.sub(tf.constant(STEPS), length);
    List<Output<TFloat32>> inputs = inputs(x, length, first);
    List<Output<TBool>> isFirst =
        tf.ops().unstack(tf.equal(tf.range(tf.constant(STEPS)), first), (long) STEPS).output();
    Operand<TFloat32> weights = recurrentWeights();
    Operand<TFloat32> noPeephole = layer.noPeephole();
    Operand<TFloat32> nothing = tf.ops().constant(new float[1][1]);
    Operand<TFloat32> zero = tf.ops().constant(new float[1][layer.hidden()]);
    Operand<TFloat32> state = null;
    Operand<TFloat32> cell = null;
    for (int t = 0; t < STEPS; t++) {
      Operand<TFloat32> start = tf.ops().switchCond(zero, isFirst.get(t)).outputTrue();
      LSTMBlockCell<TFloat32> step =
          tf.ops()
              .nn
              .lSTMBlockCell(
                  nothing,
                  t == 0 ? start : merged(cell, start),
                  t == 0 ? start : merged(state, start),
                  weights,
                  noPeephole,
                  noPeephole,
                  noPeephole,
                  inputs.get(t),
                  LSTMBlockCell.forgetBias(0f),
                  LSTMBlockCell.cellClip(0f));
      state = step.h();
      cell = step.cs();
    }
    return state;
  }

  /** What each step makes of its input, [4 * hidden] with the gates as the cell has them. */
  private List<Output<TFloat32>> inputs(
      Operand<TFloat32> x, Operand<TInt32> length, Operand<TInt32> first) {
    Tensors tf = layer.tf();
    Operand<TFloat32> rows =
        tf.ops()
            .slice(
                tf.reshape(x, -1, layer.inputs()),
                tf.ops().constant(new int[] {0, 0}),
                tf.stack(0, length, tf.constant(-1)));
    Operand<TFloat32> product =
        tf.biasAdd(
            tf.matMul(rows, tf.slice(layer.cellWeights(), 0, 0, layer.inputs())), layer.cellBias());
    Operand<TInt32> before = tf.stack(0, first, tf.constant(0));
    Operand<TInt32> none = tf.ops().constant(new int[] {0, 0});
    Operand<TFloat32> padded =
        tf.ops().pad(product, tf.stack(0, before, none), tf.ops().constant(0f));
    return tf.ops().unstack(padded, (long) STEPS).output();
  }

  /** Below a row of zeros, since the cell wants an input. */
  private Operand<TFloat32> recurrentWeights() {
    Tensors tf = layer.tf();
    Operand<TFloat32> zeros = tf.ops().constant(new float[1][4 * layer.hidden()]);
    return tf.concat(0, List.of(zeros, tf.slice(layer.cellWeights(), 0, layer.inputs(), -1)));
  }

  /** Whichever of the two there is. */
  private Operand<TFloat32> merged(Operand<TFloat32> a, Operand<TFloat32> b) {
    return layer.tf().ops().merge(List.of(a, b)).output();
  }
}
