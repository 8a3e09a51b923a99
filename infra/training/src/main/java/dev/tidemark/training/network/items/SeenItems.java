package dev.tidemark.training.network.items;

import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Shapes;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The items that a shopper had when a question was asked, where these are not to come again. */
public final class SeenItems {
  private static final float NEVER = -1e9f;

  private final Ops tf;
  private final Operand<TInt32> items;
  private final Operand<TFloat32> isThere;

  /**
   * @param items of the slots, vocabulary indices, [batch, slots]
   * @param from row-major indices of the positions that ask, [questions]
   * @param size of the sequences
   */
  public SeenItems(Ops tf, Operand<TInt32> items, Operand<TInt32> from, SequenceSize size) {
    this.tf = tf;
    Operand<TInt32> positions = tf.constant(size.positions());
    this.items = tf.gather(items, tf.math.floorDiv(from, positions), tf.constant(0));
    Operand<TInt32> newest =
        tf.math.add(tf.math.floorMod(from, positions), tf.constant(size.older()));
    Operand<TInt32> slots =
        tf.expandDims(
            tf.range(tf.constant(0), tf.constant(size.slots()), tf.constant(1)), tf.constant(0));
    isThere =
        tf.math.mul(
            tf.dtypes.cast(
                tf.math.lessEqual(slots, tf.expandDims(newest, tf.constant(1))), TFloat32.class),
            tf.dtypes.cast(tf.math.greater(this.items, tf.constant(0)), TFloat32.class));
  }

  /**
   * 1 for targets that the shopper did not have, 0 for others, [targets].
   *
   * @param askedBy questions, [targets]
   * @param targets rows of the item table, [targets]
   */
  public Operand<TFloat32> isNew(Operand<TInt32> askedBy, Operand<TInt32> targets) {
    Operand<TFloat32> isTarget =
        tf.dtypes.cast(
            tf.math.equal(
                tf.gather(items, askedBy, tf.constant(0)),
                tf.expandDims(tf.math.add(targets, tf.constant(1)), tf.constant(1))),
            TFloat32.class);
    Operand<TFloat32> times =
        tf.sum(tf.math.mul(tf.gather(isThere, askedBy, tf.constant(0)), isTarget), tf.constant(1));
    return tf.math.sub(tf.constant(1f), tf.math.minimum(times, tf.constant(1f)));
  }

  /**
   * The logits with these items out of the competition.
   *
   * @param logits [questions, items]
   */
  public Operand<TFloat32> outOf(Operand<TFloat32> logits) {
    Operand<TInt32> questions = tf.range(tf.constant(0), Shapes.size(tf, items, 0), tf.constant(1));
    Operand<TInt32> row =
        tf.math.add(tf.expandDims(questions, tf.constant(1)), tf.math.mul(items, tf.constant(0)));
    Operand<TInt32> item = tf.math.maximum(tf.math.sub(items, tf.constant(1)), tf.constant(0));
    return tf.tensorScatterNdAdd(
        logits,
        tf.stack(Arrays.asList(row, item), Stack.axis(2L)),
        tf.math.mul(isThere, tf.constant(NEVER)));
  }
}
