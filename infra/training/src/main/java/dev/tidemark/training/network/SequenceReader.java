package dev.tidemark.training.network;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The forward pass that training and serving share: vectors of what happened, an LSTM over them,
 * and a projection back into the space of item vectors.
 */
final class SequenceReader {
  static final String START = "start";
  static final String BEHAVIOURS = "behaviours";
  static final String GAPS = "gaps";
  static final String LSTM_WEIGHTS = "lstm_weights";
  static final String LSTM_BIAS = "lstm_bias";
  static final String OUTPUT_WEIGHTS = "output_weights";
  static final String LONG_TERM_SCALE = "long_term_scale";
  static final String OUTPUT_BIAS = "output_bias";
  static final String ITEM_BIAS = "item_bias";

  private final Ops tf;
  private final Variables variables;
  private final LstmLayer lstm;

  /** Sequences as indices, each [time, batch]; see {@code EncodedSequence}. */
  record Inputs(Operand<TInt32> items, Operand<TInt32> behaviours, Operand<TInt32> gaps) {}

  SequenceReader(Ops tf, NetworkShape shape, Variables variables) {
    this.tf = tf;
    this.variables = variables;
    lstm =
        new LstmLayer(
            tf,
            shape.dimension(),
            shape.hidden(),
            variables.get(LSTM_WEIGHTS),
            variables.get(LSTM_BIAS));
  }

  LstmLayer lstm() {
    return lstm;
  }

  /** The item table with the start token's vector before it: [items + 1, dimension]. */
  Operand<TFloat32> inputTable(Operand<TFloat32> itemTable) {
    return tf.concat(List.of(variables.get(START), itemTable), tf.constant(0));
  }

  /** Vectors of the items alone: [time, batch, dimension]. */
  Operand<TFloat32> itemVectors(Operand<TFloat32> inputTable, Inputs inputs) {
    return tf.gather(inputTable, inputs.items(), tf.constant(0));
  }

  /** What the LSTM reads, items with behaviour and time gap: [time, batch, dimension]. */
  Operand<TFloat32> vectors(Operand<TFloat32> itemVectors, Inputs inputs) {
    return tf.math.add(
        itemVectors,
        tf.math.add(
            tf.gather(variables.get(BEHAVIOURS), inputs.behaviours(), tf.constant(0)),
            tf.gather(variables.get(GAPS), inputs.gaps(), tf.constant(0))));
  }

  /**
   * Long-term interest: at each position the mean of the item vectors up to it, by one product with
   * a lower triangular matrix. [time, batch, dimension] to the same shape.
   */
  Operand<TFloat32> longTerm(Operand<TFloat32> itemVectors) {
    Operand<TInt32> shape = tf.shape(itemVectors);
    Operand<TInt32> steps =
        tf.range(
            tf.constant(1),
            tf.math.add(tf.gather(shape, tf.constant(0), tf.constant(0)), tf.constant(1)),
            tf.constant(1));
    Operand<TInt32> column = tf.expandDims(steps, tf.constant(1));
    Operand<TFloat32> upTo =
        tf.dtypes.cast(
            tf.math.greaterEqual(column, tf.expandDims(steps, tf.constant(0))), TFloat32.class);
    Operand<TFloat32> means = tf.math.div(upTo, tf.dtypes.cast(column, TFloat32.class));
    Operand<TFloat32> flat =
        tf.reshape(
            itemVectors,
            tf.stack(
                Arrays.asList(tf.gather(shape, tf.constant(0), tf.constant(0)), tf.constant(-1))));
    return tf.reshape(tf.linalg.matMul(means, flat), shape);
  }

  /**
   * Queries in the space of item vectors: [rows, dimension].
   *
   * @param states of the LSTM, the short-term interest, [rows, hidden]
   * @param longTerm [rows, dimension]
   */
  Operand<TFloat32> queries(Operand<TFloat32> states, Operand<TFloat32> longTerm) {
    return tf.math.add(
        tf.math.add(
            tf.linalg.matMul(states, variables.get(OUTPUT_WEIGHTS)), variables.get(OUTPUT_BIAS)),
        tf.math.mul(longTerm, variables.get(LONG_TERM_SCALE)));
  }

  /** Logits of all items for each query: [rows, items]. */
  Operand<TFloat32> logits(Operand<TFloat32> queries, Operand<TFloat32> itemTable) {
    return tf.math.add(
        tf.linalg.matMul(queries, itemTable, MatMul.transposeB(true)), variables.get(ITEM_BIAS));
  }
}
