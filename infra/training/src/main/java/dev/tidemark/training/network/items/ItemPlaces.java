package dev.tidemark.training.network.items;

import dev.tidemark.training.network.Shapes;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Where slots that hold items stand in a matrix by items. */
public final class ItemPlaces {
  private final Ops tf;
  private final Operand<TInt32> bySlot;
  private final Operand<TInt32> size;

  /**
   * @param slots vocabulary indices, [batch, slots]; 0 = none
   * @param items of the vocabulary
   */
  public ItemPlaces(Ops tf, Operand<TInt32> slots, int items) {
    this.tf = tf;
    Operand<TInt32> batch = Shapes.size(tf, slots, 0);
    Operand<TInt32> rows =
        tf.expandDims(tf.range(tf.constant(0), batch, tf.constant(1)), tf.constant(1));
    Operand<TInt32> rowOfSlot = tf.math.add(rows, tf.zerosLike(slots));
    bySlot = tf.stack(Arrays.asList(rowOfSlot, slots), Stack.axis(2L));
    size = tf.stack(Arrays.asList(batch, tf.constant(items + 1)));
  }

  /**
   * Sums by item of what slots have, [batch, items].
   *
   * @param values [batch, slots]
   */
  public Operand<TFloat32> sums(Operand<TFloat32> values) {
    // The first column is that of no item: the start token's, and what fills short rows.
    return tf.slice(
        tf.scatterNd(bySlot, values, size),
        tf.constant(new int[] {0, 1}),
        tf.constant(new int[] {-1, -1}));
  }
}
