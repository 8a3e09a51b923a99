package dev.tidemark.training.network;

import dev.tidemark.features.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
   * What the LSTM reads, items with all that is known of each: [time, batch, dimension].
   *
   * @param itemVectors [time, batch, dimension]
   * @param inputs [time, batch]
   */
  Operand<TFloat32> vectors(
      Operand<TFloat32> itemVectors, Function<Input, Operand<TInt32>> inputs) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(itemVectors);
    for (Input input : Input.EMBEDDED) {
      Operand<TInt32> values = inputs.apply(input);
      boolean isLeftOut = input == Input.GAPS && !shape.has(Part.TIME_GAPS);
      parts.add(
          tf.gather(
              variables.get(input.signature()),
              isLeftOut ? tf.zerosLike(values) : values,
              tf.constant(0)));
    }
    return tf.math.addN(parts);
  }

  /** Logits of all items for each query: [rows, items]. */
  Operand<TFloat32> logits(Operand<TFloat32> queries, Operand<TFloat32> itemTable) {
    return tf.nn.biasAdd(
        tf.linalg.matMul(queries, itemTable, MatMul.transposeB(true)), variables.get(ITEM_BIAS));
  }
}
