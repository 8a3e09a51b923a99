package dev.tidemark.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Inverted dropout (Srivastava et al. 2014) by stateless random numbers: the mask follows from the
 * seed, the step and the place in the graph alone, so a run can be repeated.
 */
final class Dropout {
  private final Placeholder<TFloat32> idRate;
  private final Placeholder<TFloat32> inputRate;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TInt32> seed;
  private int places;

  Dropout(Ops tf) {
    idRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    inputRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    seed = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
  }

  /** Share of items whose id is set to 0, a scalar below 1. */
  Placeholder<TFloat32> idRate() {
    return idRate;
  }

  /** Share of what the LSTM reads that is set to 0, a scalar below 1. */
  Placeholder<TFloat32> inputRate() {
    return inputRate;
  }

  /** The same of states and of what is wanted. */
  Placeholder<TFloat32> rate() {
    return rate;
  }

  /** Two numbers, such as seed and step. */
  Placeholder<TInt32> seed() {
    return seed;
  }

  /** Whole rows, each an item's. */
  Operand<TFloat32> ofIds(Ops tf, Operand<TFloat32> rows) {
    Operand<TInt32> shape = tf.stack(List.of(Shapes.size(tf, rows, 0), tf.constant(1)));
    return apply(tf, rows, shape, idRate);
  }

  Operand<TFloat32> ofInputs(Ops tf, Operand<TFloat32> values) {
    return apply(tf, values, tf.shape(values), inputRate);
  }

  Operand<TFloat32> ofStates(Ops tf, Operand<TFloat32> values) {
    return apply(tf, values, tf.shape(values), rate);
  }

  private Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> values, Operand<TInt32> maskShape, Operand<TFloat32> share) {
    places++;
    Operand<TFloat32> keep = tf.math.sub(tf.constant(1f), share);
    Operand<TFloat32> uniform =
        tf.random.statelessRandomUniform(
            maskShape, tf.math.add(seed, tf.constant(new int[] {places, 0})));
    Operand<TFloat32> mask =
        tf.stopGradient(tf.math.div(tf.math.floor(tf.math.add(uniform, keep)), keep));
    return tf.math.mul(values, mask);
  }
}
