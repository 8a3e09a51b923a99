package dev.tidemark.training.network.items;

import dev.tidemark.training.network.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Where slots that hold items stand in a matrix by items. */
public final class ItemPlaces {
  private final Tensors tf;
  private final Operand<TInt32> bySlot;
  private final Operand<TInt32> size;

  /**
   * @param slots vocabulary indices, [batch, slots]; 0 = none
   * @param items of the vocabulary
   */
  public ItemPlaces(Tensors tf, Operand<TInt32> slots, int items) {
    this.tf = tf;
    Operand<TInt32> batch = tf.size(slots, 0);
    Operand<TInt32> rows = tf.expand(tf.range(batch), 1);
    bySlot = tf.stack(2, tf.add(rows, tf.ops().zerosLike(slots)), slots);
    size = tf.stack(0, batch, tf.constant(items + 1));
  }

  /**
   * Sums by item of what slots have, [batch, items].
   *
   * @param values [batch, slots]
   */
  public Operand<TFloat32> sums(Operand<TFloat32> values) {
    // The first column is that of no item: the start token's, and what fills short rows.
    return tf.slice(tf.ops().scatterNd(bySlot, values, size), 1, 1, -1);
  }
}
