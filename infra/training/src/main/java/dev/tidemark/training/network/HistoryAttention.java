package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where in the history to look, by several heads. How much a head looks at an interaction depends
 * on its item (scaled dot product with a query made of the LSTM's state, Vaswani et al. 2017), its
 * behaviour, how many interactions ago it was, and how long ago: a power law plus an exponential
 * decay, both learned. The start token is always there to look at when nothing else deserves it.
 */
final class HistoryAttention {
  private static final float HIDDEN = -1e9f;

  /** Adam moves every weight about alike; these few numbers must move faster than vectors. */
  static final float QUICK = 10f;

  private static final float SECONDS_PER_MONTH = 30 * 86_400f;
  private static final float MOST_MONTHS = 24f;
  private static final double LOG_AGE_UNIT = 10 * Math.log(2);

  private final Ops tf;
  private final NetworkShape shape;
  private final Variables variables;

  HistoryAttention(Ops tf, NetworkShape shape, Variables variables) {
    this.tf = tf;
    this.shape = shape;
    this.variables = variables;
  }

  /**
   * What can be looked at, the start token among it; Q questions to each of B histories.
   *
   * @param vectors of the items, [B, slots, dimension]
   * @param behaviours [B, slots]
   * @param occurrences [B, slots]
   * @param distances buckets, see {@link Distance}, [1 or B, Q, slots]
   * @param ages seconds, [B, Q, slots]; below 0 = hidden
   */
  record Memory(
      Operand<TFloat32> vectors,
      Operand<TInt32> behaviours,
      Operand<TInt32> occurrences,
      Operand<TInt32> distances,
      Operand<TInt32> ages) {}

  /**
   * Shares that add up to 1 over the slots, [B, Q, slots] for each head.
   *
   * @param states of the LSTM, [B, Q, hidden]
   */
  List<Operand<TFloat32>> look(Operand<TFloat32> states, Memory memory) {
    Operand<TFloat32> age = tf.dtypes.cast(memory.ages(), TFloat32.class);
    Operand<TFloat32> known =
        shape.has(Part.TIME_GAPS) ? tf.math.maximum(age, tf.constant(0f)) : tf.zerosLike(age);
    Operand<TFloat32> logAge = tf.math.div(tf.math.log1p(known), tf.constant((float) LOG_AGE_UNIT));
    Operand<TFloat32> months =
        tf.math.minimum(
            tf.math.div(known, tf.constant(SECONDS_PER_MONTH)), tf.constant(MOST_MONTHS));
    Operand<TFloat32> hidden =
        tf.math.mul(
            tf.dtypes.cast(tf.math.less(age, tf.constant(0f)), TFloat32.class),
            tf.constant(HIDDEN));
    List<Output<TFloat32>> queries =
        tf.split(tf.constant(2), queries(states), (long) shape.heads()).output();
    List<Operand<TFloat32>> heads = new ArrayList<>();
    for (int head = 0; head < shape.heads(); head++) {
      Operand<TFloat32> scores =
          tf.math.div(
              tf.train.batchMatMul(
                  queries.get(head), memory.vectors(), TFloat32.class, BatchMatMul.adjY(true)),
              tf.constant((float) Math.sqrt(shape.dimension())));
      Operand<TFloat32> byAge =
          tf.math.add(
              tf.math.mul(logAge, head(SequenceReader.LOG_AGE_DECAY, head)),
              tf.math.mul(months, head(SequenceReader.AGE_DECAY, head)));
      Operand<TFloat32> byDistance =
          tf.gather(head(SequenceReader.DISTANCES, head), memory.distances(), tf.constant(0));
      Operand<TFloat32> byKind =
          tf.expandDims(
              tf.math.add(
                  tf.gather(
                      head(SequenceReader.ATTENTION_BEHAVIOURS, head),
                      memory.behaviours(),
                      tf.constant(0)),
                  tf.gather(
                      head(SequenceReader.ATTENTION_OCCURRENCES, head),
                      memory.occurrences(),
                      tf.constant(0))),
              tf.constant(1));
      heads.add(
          tf.nn.softmax(
              tf.math.add(
                  tf.math.add(scores, hidden),
                  tf.math.add(tf.math.add(byDistance, byAge), byKind))));
    }
    return heads;
  }

  private Operand<TFloat32> head(String name, int head) {
    return tf.math.mul(
        tf.gather(variables.get(name), tf.constant(head), tf.constant(0)), tf.constant(QUICK));
  }

  /** What each head looks for, [B, Q, heads * dimension]. */
  private Operand<TFloat32> queries(Operand<TFloat32> states) {
    Operand<TFloat32> rows =
        tf.math.add(
            tf.linalg.matMul(
                Shapes.rows(tf, states, shape.hidden()),
                variables.get(SequenceReader.QUERY_WEIGHTS)),
            variables.get(SequenceReader.QUERY_BIAS));
    return Shapes.like(tf, rows, states, shape.heads() * shape.dimension());
  }
}
