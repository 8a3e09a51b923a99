package dev.tidemark.training.network;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Transpose;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Changes of shape where sizes are known only when the graph runs. */
public final class Shapes {
  private Shapes() {}

  /** One dimension of a tensor, a scalar. */
  public static Operand<TInt32> size(Ops tf, Operand<? extends TType> tensor, int axis) {
    return tf.gather(tf.shape(tensor), tf.constant(axis), tf.constant(0));
  }

  /** All but the last dimension made one: [rows, columns]. */
  public static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> tensor, int columns) {
    return tf.reshape(tensor, tf.constant(new int[] {-1, columns}));
  }

  /** Rows brought back to [first, second, columns] with the first two of another tensor. */
  public static Operand<TFloat32> like(
      Ops tf, Operand<TFloat32> rows, Operand<TFloat32> other, int columns) {
    return tf.reshape(
        rows,
        tf.stack(Arrays.asList(size(tf, other, 0), size(tf, other, 1), tf.constant(columns))));
  }

  /** The first two dimensions of three exchanged. */
  public static <T extends TNumber> Transpose<T> swapped(Ops tf, Operand<T> tensor) {
    return tf.linalg.transpose(tensor, tf.constant(new int[] {1, 0, 2}));
  }

  /** The dimensions of a matrix exchanged. */
  public static <T extends TNumber> Transpose<T> flipped(Ops tf, Operand<T> matrix) {
    return tf.linalg.transpose(matrix, tf.constant(new int[] {1, 0}));
  }
}
