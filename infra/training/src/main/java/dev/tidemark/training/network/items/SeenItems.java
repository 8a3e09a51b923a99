package dev.tidemark.training.network.items;

import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The items that a shopper had when a question was asked, where these are not to come again. */
public final class SeenItems {
  private static final float NEVER = -1e9f;

  private final Tensors tf;
  private final Operand<TInt32> items;
  private final Operand<TFloat32> isThere;

  /**
   * @param items of the slots, vocabulary indices, [batch, slots]
   * @param from row-major indices of the positions that ask, [questions]
   * @param size of the sequences
   */
  public SeenItems(Tensors tf, Operand<TInt32> items, Operand<TInt32> from, SequenceSize size) {
    this.tf = tf;
    Operand<TInt32> positions = tf.constant(size.positions());
    this.items = tf.gather(items, tf.ops().math.floorDiv(from, positions));
    Operand<TInt32> newest = tf.add(tf.ops().math.floorMod(from, positions), size.older());
    Operand<TInt32> slots = tf.expand(tf.range(tf.constant(size.slots())), 0);
    isThere =
        tf.mul(
            tf.floats(tf.ops().math.lessEqual(slots, tf.expand(newest, 1))),
            tf.floats(tf.ops().math.greater(this.items, tf.constant(0))));
  }

  /**
   * 1 for targets that the shopper did not have, 0 for others, [targets].
   *
   * @param askedBy questions, [targets]
   * @param targets rows of the item table, [targets]
   */
  public Operand<TFloat32> isNew(Operand<TInt32> askedBy, Operand<TInt32> targets) {
    Operand<TFloat32> isTarget =
        tf.floats(tf.equal(tf.gather(items, askedBy), tf.expand(tf.add(targets, 1), 1)));
    Operand<TFloat32> times = tf.sum(tf.mul(tf.gather(isThere, askedBy), isTarget), 1);
    return tf.oneMinus(tf.min(times, 1f));
  }

  /**
   * The logits with these items out of the competition.
   *
   * @param logits [questions, items]
   */
  public Operand<TFloat32> outOf(Operand<TFloat32> logits) {
    Operand<TInt32> questions = tf.range(tf.size(items, 0));
    Operand<TInt32> row = tf.add(tf.expand(questions, 1), tf.mul(items, tf.constant(0)));
    Operand<TInt32> item = tf.max(tf.sub(items, tf.constant(1)), 0);
    return tf.ops().tensorScatterNdAdd(logits, tf.stack(2, row, item), tf.mul(isThere, NEVER));
  }
}
