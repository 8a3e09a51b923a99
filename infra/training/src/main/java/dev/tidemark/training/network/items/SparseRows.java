package dev.tidemark.training.network.items;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.tidemark.training.network.Tensors;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.sparse.SparseTensorDenseMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A constant sparse matrix [items, features]: which features each item has, all with the same
 * weight within a row. Its products gather no vector for each pair, which for titles would be many
 * times the item table.
 */
record SparseRows(Operand<TInt64> places, Operand<TFloat32> values, Operand<TInt64> shape) {
  /**
   * @param columnsOf each row, by vocabulary index from 1 on; not all of them empty
   * @param weighting weight of each of {@code n} features of an item
   */
  static SparseRows of(
      Tensors tf,
      int rows,
      int columns,
      IntFunction<int[]> columnsOf,
      IntToDoubleFunction weighting) {
    LongArrayList places = new LongArrayList();
    FloatArrayList values = new FloatArrayList();
    for (int row = 0; row < rows; row++) {
      int[] own = columnsOf.apply(row + 1);
      for (int column : own) {
        places.add(row, column);
        values.add((float) weighting.applyAsDouble(own.length));
      }
    }
    return new SparseRows(
        tf.ops().constant(Shape.of(values.size(), 2), DataBuffers.of(places.toArray())),
        tf.ops().constant(values.toArray()),
        tf.ops().constant(new long[] {rows, columns}));
  }

  /**
   * @param weights [features, dimension]
   * @return [items, dimension]
   */
  Operand<TFloat32> times(Tensors tf, Operand<TFloat32> weights) {
    return tf.ops().sparse.sparseTensorDenseMatMul(places, values, shape, weights);
  }

  /**
   * The gradient by the weights, [features, dimension]; the library has none for this product.
   *
   * @param gradient by the product, [items, dimension]
   */
  Operand<TFloat32> backward(Tensors tf, Operand<TFloat32> gradient) {
    return tf.ops()
        .sparse
        .sparseTensorDenseMatMul(
            places, values, shape, gradient, SparseTensorDenseMatMul.adjointA(true));
  }
}
