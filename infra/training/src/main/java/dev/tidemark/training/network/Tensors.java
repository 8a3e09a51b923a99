package dev.tidemark.training.network;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * The operations that the network is made of, with plain numbers for axes, sizes and factors.
 *
 * @param ops all others, on the same graph
 */
public record Tensors(Ops ops) {
  public Operand<TInt32> constant(int value) {
    return ops.constant(value);
  }

  public Placeholder<TInt32> intInput(Shape shape) {
    return ops.placeholder(TInt32.class, Placeholder.shape(shape));
  }

  public Placeholder<TFloat32> floatInput(Shape shape) {
    return ops.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  public <T extends TType> Operand<T> add(Operand<T> a, Operand<T> b) {
    return ops.math.add(a, b);
  }

  public Operand<TInt32> add(Operand<TInt32> a, int b) {
    return add(a, ops.constant(b));
  }

  public <T extends TType> Operand<T> addN(List<? extends Operand<T>> parts) {
    return ops.math.addN(List.copyOf(parts));
  }

  public <T extends TType> Operand<T> sub(Operand<T> a, Operand<T> b) {
    return ops.math.sub(a, b);
  }

  public Operand<TFloat32> oneMinus(Operand<TFloat32> a) {
    return sub(ops.constant(1f), a);
  }

  public <T extends TType> Operand<T> mul(Operand<T> a, Operand<T> b) {
    return ops.math.mul(a, b);
  }

  public Operand<TFloat32> mul(Operand<TFloat32> a, float b) {
    return mul(a, ops.constant(b));
  }

  public Operand<TFloat32> min(Operand<TFloat32> a, float b) {
    return ops.math.minimum(a, ops.constant(b));
  }

  public Operand<TFloat32> max(Operand<TFloat32> a, float b) {
    return ops.math.maximum(a, ops.constant(b));
  }

  public Operand<TInt32> max(Operand<TInt32> a, int b) {
    return ops.math.maximum(a, ops.constant(b));
  }

  /** Where they are the same, broadcast. */
  public <T extends TType> Operand<TBool> equal(Operand<T> a, Operand<T> b) {
    return ops.math.equal(a, b);
  }

  /** Also 1 for what is true and 0 for what is not. */
  public Operand<TFloat32> floats(Operand<? extends TType> values) {
    return ops.dtypes.cast(values, TFloat32.class);
  }

  /** Also 1 for what is true and 0 for what is not. */
  public Operand<TInt32> ints(Operand<? extends TType> values) {
    return ops.dtypes.cast(values, TInt32.class);
  }

  public Operand<TFloat32> matMul(Operand<TFloat32> a, Operand<TFloat32> b) {
    return ops.linalg.matMul(a, b);
  }

  /** One product for each pair of matrices along the first axis. */
  public Operand<TFloat32> batchMatMul(
      Operand<TFloat32> a, Operand<TFloat32> b, BatchMatMul.Options... options) {
    return ops.train.batchMatMul(a, b, TFloat32.class, options);
  }

  public Operand<TFloat32> biasAdd(Operand<TFloat32> rows, Operand<TFloat32> bias) {
    return ops.nn.biasAdd(rows, bias);
  }

  /** The product with {@code b} transposed. */
  public Operand<TFloat32> timesTransposed(Operand<TFloat32> a, Operand<TFloat32> b) {
    return ops.linalg.matMul(a, b, MatMul.transposeB(true));
  }

  public <T extends TNumber> Operand<T> sum(Operand<T> tensor, int axis) {
    return ops.sum(tensor, ops.constant(axis));
  }

  public Operand<TFloat32> softmax(Operand<TFloat32> logits) {
    return ops.nn.softmax(logits);
  }

  public Operand<TFloat32> stopGradient(Operand<TFloat32> tensor) {
    return ops.stopGradient(tensor);
  }

  /** Those of a tensor's rows that are named; rows may be anything along the first axis. */
  public <T extends TType> Operand<T> gather(Operand<T> rows, Operand<TInt32> indices) {
    return ops.gather(rows, indices, ops.constant(0));
  }

  public <T extends TType> Operand<T> row(Operand<T> rows, int index) {
    return gather(rows, ops.constant(index));
  }

  /** One dimension of a tensor, a scalar that is known only when the graph runs. */
  public Operand<TInt32> size(Operand<? extends TType> tensor, int axis) {
    return row(ops.shape(tensor), axis);
  }

  /** From 0 on. */
  public Operand<TInt32> range(Operand<TInt32> end) {
    return ops.range(ops.constant(0), end, ops.constant(1));
  }

  /** With an axis of size 1 more. */
  public <T extends TType> Operand<T> expand(Operand<T> tensor, int axis) {
    return ops.expandDims(tensor, ops.constant(axis));
  }

  /**
   * @param shape -1 = what is left
   */
  public <T extends TType> Operand<T> reshape(Operand<T> tensor, int... shape) {
    return ops.reshape(tensor, ops.constant(shape));
  }

  /**
   * A part along one axis.
   *
   * @param size -1 = to the end
   */
  public <T extends TType> Operand<T> slice(Operand<T> tensor, int axis, int begin, int size) {
    int[] begins = new int[tensor.shape().numDimensions()];
    int[] sizes = new int[begins.length];
    Arrays.fill(sizes, -1);
    begins[axis] = begin;
    sizes[axis] = size;
    return ops.slice(tensor, ops.constant(begins), ops.constant(sizes));
  }

  public <T extends TType> Operand<T> concat(int axis, List<? extends Operand<T>> parts) {
    return ops.concat(List.copyOf(parts), ops.constant(axis));
  }

  public <T extends TType> Operand<T> stack(int axis, Operand<T> first, Operand<T> second) {
    return stack(axis, List.of(first, second));
  }

  public <T extends TType> Operand<T> stack(int axis, List<Operand<T>> parts) {
    return ops.stack(parts, Stack.axis(Long.valueOf(axis)));
  }

  public List<Output<TFloat32>> split(int axis, Operand<TFloat32> tensor, int parts) {
    return ops.split(ops.constant(axis), tensor, (long) parts).output();
  }

  /** The first two dimensions of three exchanged. */
  public <T extends TType> Operand<T> swapped(Operand<T> tensor) {
    return ops.linalg.transpose(tensor, ops.constant(new int[] {1, 0, 2}));
  }

  /** The dimensions of a matrix exchanged. */
  public <T extends TType> Operand<T> flipped(Operand<T> matrix) {
    return ops.linalg.transpose(matrix, ops.constant(new int[] {1, 0}));
  }
}
