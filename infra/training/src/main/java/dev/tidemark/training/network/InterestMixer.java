package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * From the LSTM's states and the history to what a shopper wants: a point in the space of item
 * vectors, and how much to trust it.
 *
 * <pre>
 * short = Wo h + newest * s + bo[request gap] + season + promotion
 * long = sum over heads of (history * scale)
 * gate = sigmoid(Wg h + bg[request gap])             query = 2 (gate * long + (1 - gate) * short)
 * </pre>
 *
 * <p>The answer is a mixture of the softmax over all items at this point, of the shopper's own
 * items as other heads look at them (a pointer, Vinyals et al. 2015), and of what was popular
 * lately.
 */
final class InterestMixer {
  /** Components of the mixture besides the repeat heads: the softmax first, popularity last. */
  static final int OTHER_COMPONENTS = 2;

  private static final float NEVER = -1e9f;

  private final Ops tf;
  private final NetworkShape shape;
  private final Variables variables;
  private final HistoryAttention attention;

  InterestMixer(Ops tf, NetworkShape shape, Variables variables) {
    this.tf = tf;
    this.shape = shape;
    this.variables = variables;
    attention = new HistoryAttention(tf, shape, variables);
  }

  /**
   * One question a row; R = B * Q rows.
   *
   * @param queries [R, dimension]
   * @param gates share of the long-term interest, [R, 1]
   * @param components shares of the mixture that add up to 1: softmax, each repeat head,
   *     popularity; [R, components]
   * @param repeats how much each repeat head looks at each slot, [B, Q, slots] for each
   */
  record Mix(
      Operand<TFloat32> queries,
      Operand<TFloat32> gates,
      Operand<TFloat32> components,
      List<Operand<TFloat32>> repeats) {}

  /**
   * @param states of the LSTM, [B, Q, hidden]
   * @param newest vectors of the newest items, [B, Q, dimension]
   * @param requestGaps [B, Q]
   * @param requestContexts [B, Q]
   */
  Mix mix(
      Operand<TFloat32> states,
      Operand<TFloat32> newest,
      Operand<TInt32> requestGaps,
      Operand<TInt32> requestContexts,
      HistoryAttention.Memory memory) {
    List<Operand<TFloat32>> heads = attention.look(states, memory);
    Operand<TFloat32> rows = Shapes.rows(tf, states, shape.hidden());
    Operand<TInt32> asked = tf.reshape(requestGaps, tf.constant(new int[] {-1}));
    Operand<TInt32> gaps = shape.has(Part.TIME_GAPS) ? asked : tf.zerosLike(asked);

    Operand<TFloat32> shortTerm =
        tf.math.addN(
            List.of(
                tf.linalg.matMul(rows, variables.get(SequenceReader.OUTPUT_WEIGHTS)),
                tf.math.mul(
                    Shapes.rows(tf, newest, shape.dimension()),
                    variables.get(SequenceReader.NEWEST_SCALE)),
                tf.gather(variables.get(SequenceReader.OUTPUT_GAPS), gaps, tf.constant(0)),
                tf.gather(
                    contexts(),
                    tf.reshape(requestContexts, tf.constant(new int[] {-1})),
                    tf.constant(0))));
    Operand<TFloat32> gate =
        tf.math.sigmoid(
            tf.math.mul(
                tf.math.add(
                    tf.linalg.matMul(rows, variables.get(SequenceReader.GATE_WEIGHTS)),
                    byGap(SequenceReader.GATE_GAPS, gaps)),
                used(Part.GATE)));
    Operand<TFloat32> query =
        tf.math.mul(
            tf.constant(2f),
            tf.math.add(
                tf.math.mul(tf.math.mul(gate, used(Part.LONG_TERM)), longTerm(heads, memory)),
                tf.math.mul(tf.math.sub(tf.constant(1f), gate), shortTerm)));
    Operand<TFloat32> components =
        tf.nn.softmax(
            tf.math.add(
                tf.math.add(
                    tf.linalg.matMul(rows, variables.get(SequenceReader.MIX_WEIGHTS)),
                    byGap(SequenceReader.MIX_GAPS, gaps)),
                tf.constant(leftOut())));
    return new Mix(
        query, gate, components, heads.subList(NetworkShape.LONG_TERM_HEADS, shape.heads()));
  }

  /** Vectors of seasons and promotions by {@code RequestContext}'s index, [indices, dimension]. */
  private Operand<TFloat32> contexts() {
    Operand<TFloat32> both =
        tf.math.add(
            tf.expandDims(variables.get(SequenceReader.SEASONS), tf.constant(1)),
            tf.expandDims(variables.get(SequenceReader.PROMOTIONS), tf.constant(0)));
    return tf.math.mul(
        tf.reshape(both, tf.constant(new int[] {-1, shape.dimension()})), used(Part.CONTEXT));
  }

  private Operand<TFloat32> longTerm(
      List<Operand<TFloat32>> heads, HistoryAttention.Memory memory) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int head = 0; head < NetworkShape.LONG_TERM_HEADS; head++) {
      Operand<TFloat32> seen =
          tf.train.batchMatMul(
              heads.get(head), memory.vectors(), TFloat32.class, new BatchMatMul.Options[0]);
      parts.add(
          tf.math.mul(
              Shapes.rows(tf, seen, shape.dimension()),
              tf.gather(
                  variables.get(SequenceReader.LONG_TERM_SCALE),
                  tf.constant(head),
                  tf.constant(0))));
    }
    return tf.math.addN(parts);
  }

  /** 1, or 0 for what is left out. */
  private Operand<TFloat32> used(Part part) {
    return tf.constant(shape.has(part) ? 1f : 0f);
  }

  /** What to add to the logits of the mixture so that parts left out have no share. */
  private float[] leftOut() {
    float[] logits = new float[shape.components()];
    if (!shape.has(Part.REPEATS) || shape.onlyNew()) {
      Arrays.fill(logits, 1, logits.length - 1, NEVER);
    }
    if (!shape.has(Part.POPULARITY)) {
      logits[logits.length - 1] = NEVER;
    }
    return logits;
  }

  private Operand<TFloat32> byGap(String table, Operand<TInt32> gaps) {
    return tf.gather(
        tf.math.mul(variables.get(table), tf.constant(HistoryAttention.QUICK)),
        gaps,
        tf.constant(0));
  }
}
