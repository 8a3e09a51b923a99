package dev.tidemark.training.network;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Inverted dropout (Srivastava et al. 2014) by stateless random numbers: the mask follows from the
 * seed, the step and the place in the graph alone, so a run can be repeated. Rates are rounded to
 * 1/256, and what stays is scaled by the rounded rate.
 */
public final class Dropout {
  /** Values of a random byte. */
  private static final float STEPS = 256f;

  private final Ops tf;
  private final Optional<Operand<TFloat32>> ids;
  private final Optional<Operand<TFloat32>> inputs;
  private final Optional<Operand<TFloat32>> states;
  private final Placeholder<TInt32> seed;
  private int places;

  private Dropout(
      Ops tf,
      Optional<Operand<TFloat32>> ids,
      Optional<Operand<TFloat32>> inputs,
      Optional<Operand<TFloat32>> states) {
    this.tf = tf;
    this.ids = ids;
    this.inputs = inputs;
    this.states = states;
    seed = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
  }

  /** With rates that stay as they are; nothing is drawn for those that are 0. */
  public static Dropout of(Ops tf, DropoutRates rates) {
    return new Dropout(
        tf, constant(tf, rates.ids()), constant(tf, rates.inputs()), constant(tf, rates.states()));
  }

  /**
   * @param rate a scalar, of states alone
   */
  public static Dropout withRate(Ops tf, Operand<TFloat32> rate) {
    return new Dropout(tf, Optional.empty(), Optional.empty(), Optional.of(rate));
  }

  private static Optional<Operand<TFloat32>> constant(Ops tf, float rate) {
    return rate == 0 ? Optional.empty() : Optional.of(tf.constant(rate));
  }

  /** Two numbers, such as seed and step. */
  public Placeholder<TInt32> seed() {
    return seed;
  }

  /** Whole rows, each an item's. */
  public Operand<TFloat32> ofIds(Operand<TFloat32> rows) {
    Operand<TInt32> shape = tf.stack(List.of(new Tensors(tf).size(rows, 0), tf.constant(1)));
    return apply(rows, shape, ids);
  }

  public Operand<TFloat32> ofInputs(Operand<TFloat32> values) {
    return apply(values, tf.shape(values), inputs);
  }

  public Operand<TFloat32> ofStates(Operand<TFloat32> values) {
    return apply(values, tf.shape(values), states);
  }

  private Operand<TFloat32> apply(
      Operand<TFloat32> values, Operand<TInt32> maskShape, Optional<Operand<TFloat32>> rate) {
    if (rate.isEmpty()) {
      return values;
    }
    Operand<TFloat32> kept =
        tf.math.maximum(
            tf.math.round(
                tf.math.mul(tf.math.sub(tf.constant(1f), rate.get()), tf.constant(STEPS))),
            tf.constant(1f));
    Operand<TBool> isKept =
        tf.math.lessEqual(
            randomBytes(maskShape),
            tf.dtypes.cast(tf.math.sub(kept, tf.constant(1f)), TUint8.class));
    Operand<TFloat32> mask =
        tf.stopGradient(
            tf.math.mul(
                tf.dtypes.cast(isKept, TFloat32.class), tf.math.div(tf.constant(STEPS), kept)));
    return tf.math.mul(values, mask);
  }

  /** Random numbers are what costs here, so each is taken for four. */
  private Operand<TUint8> randomBytes(Operand<TInt32> shape) {
    places++;
    Operand<TInt32> count = tf.expandDims(tf.prod(shape, tf.constant(0)), tf.constant(0));
    Operand<TInt32> words =
        tf.math.div(tf.math.add(count, tf.constant(Integer.BYTES - 1)), tf.constant(Integer.BYTES));
    Operand<TInt32> random =
        tf.random.statelessRandomUniformFullInt(
            words, tf.math.add(seed, tf.constant(new int[] {places, 0})), TInt32.class);
    Operand<TUint8> bytes =
        tf.reshape(tf.bitcast(random, TUint8.class), tf.constant(new int[] {-1}));
    return tf.reshape(tf.slice(bytes, tf.constant(new int[] {0}), count), shape);
  }
}
