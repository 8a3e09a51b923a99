package dev.tidemark.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The two ends of the forward pass that training and serving share: vectors of what happened for
 * the LSTM to read, and items compared with what is wanted.
 */
final class SequenceReader {
  static final String START = "start";
  static final String BEHAVIOURS = "behaviours";
  static final String GAPS = "gaps";
  static final String OCCURRENCES = "occurrences";
  static final String LSTM_WEIGHTS = "lstm_weights";
  static final String LSTM_BIAS = "lstm_bias";
  static final String QUERY_WEIGHTS = "query_weights";
  static final String QUERY_BIAS = "query_bias";
  static final String LOG_AGE_DECAY = "log_age_decay";
  static final String AGE_DECAY = "age_decay";
  static final String DISTANCES = "distances";
  static final String ATTENTION_BEHAVIOURS = "attention_behaviours";
  static final String ATTENTION_OCCURRENCES = "attention_occurrences";
  static final String LONG_TERM_SCALE = "long_term_scale";
  static final String OUTPUT_WEIGHTS = "output_weights";
  static final String OUTPUT_GAPS = "output_gaps";
  static final String SEASONS = "seasons";
  static final String PROMOTIONS = "promotions";
  static final String NEWEST_SCALE = "newest_scale";
  static final String GATE_WEIGHTS = "gate_weights";
  static final String GATE_GAPS = "gate_gaps";
  static final String MIX_WEIGHTS = "mix_weights";
  static final String MIX_GAPS = "mix_gaps";
  static final String ITEM_BIAS = "item_bias";

  private final Ops tf;
  private final NetworkShape shape;
  private final Variables variables;
  private final LstmLayer lstm;

  SequenceReader(Ops tf, NetworkShape shape, Variables variables) {
    this.tf = tf;
    this.shape = shape;
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

  /**
   * What the LSTM reads, items with behaviour and time gap: [time, batch, dimension].
   *
   * @param itemVectors [time, batch, dimension]
   * @param behaviours [time, batch]
   * @param gaps [time, batch]
   * @param occurrences [time, batch]
   */
  Operand<TFloat32> vectors(
      Operand<TFloat32> itemVectors,
      Operand<TInt32> behaviours,
      Operand<TInt32> gaps,
      Operand<TInt32> occurrences) {
    return tf.math.addN(
        List.of(
            itemVectors,
            tf.gather(variables.get(BEHAVIOURS), behaviours, tf.constant(0)),
            tf.gather(variables.get(GAPS), timed(gaps), tf.constant(0)),
            tf.gather(variables.get(OCCURRENCES), occurrences, tf.constant(0))));
  }

  /** The same, or nothing but zeros where time is not looked at. */
  private Operand<TInt32> timed(Operand<TInt32> gaps) {
    return shape.has(Part.TIME_GAPS) ? gaps : tf.zerosLike(gaps);
  }

  /** Logits of all items for each query: [rows, items]. */
  Operand<TFloat32> logits(Operand<TFloat32> queries, Operand<TFloat32> itemTable) {
    return tf.nn.biasAdd(
        tf.linalg.matMul(queries, itemTable, MatMul.transposeB(true)), variables.get(ITEM_BIAS));
  }
}
