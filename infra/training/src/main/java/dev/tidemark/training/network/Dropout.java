package dev.tidemark.training.network;

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

  private final Tensors tf;
  private final Optional<Operand<TFloat32>> ids;
  private final Optional<Operand<TFloat32>> inputs;
  private final Optional<Operand<TFloat32>> states;
  private final Placeholder<TInt32> seed;
  private int places;

  private Dropout(
      Ops ops,
      Optional<Operand<TFloat32>> ids,
      Optional<Operand<TFloat32>> inputs,
      Optional<Operand<TFloat32>> states) {
    tf = new Tensors(ops);
    this.ids = ids;
    this.inputs = inputs;
    this.states = states;
    seed = tf.intInput(Shape.of(2));
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
    return apply(rows, tf.stack(0, tf.size(rows, 0), tf.constant(1)), ids);
  }

  public Operand<TFloat32> ofInputs(Operand<TFloat32> values) {
    return apply(values, tf.ops().shape(values), inputs);
  }

  public Operand<TFloat32> ofStates(Operand<TFloat32> values) {
    return apply(values, tf.ops().shape(values), states);
  }

  private Operand<TFloat32> apply(
      Operand<TFloat32> values, Operand<TInt32> maskShape, Optional<Operand<TFloat32>> rate) {
    if (rate.isEmpty()) {
      return values;
    }
    Operand<TFloat32> kept =
        tf.max(tf.ops().math.round(tf.mul(tf.oneMinus(rate.get()), STEPS)), 1f);
    Operand<TUint8> most = tf.ops().dtypes.cast(tf.sub(kept, tf.ops().constant(1f)), TUint8.class);
    Operand<TBool> isKept = tf.ops().math.lessEqual(randomBytes(maskShape), most);
    Operand<TFloat32> scale = tf.ops().math.div(tf.ops().constant(STEPS), kept);
    return tf.mul(values, tf.stopGradient(tf.mul(tf.floats(isKept), scale)));
  }

  /** Random numbers are what costs here, so each is taken for four. */
  private Operand<TUint8> randomBytes(Operand<TInt32> shape) {
    places++;
    Operand<TInt32> count = tf.expand(tf.ops().prod(shape, tf.constant(0)), 0);
    Operand<TInt32> words =
        tf.ops().math.div(tf.add(count, Integer.BYTES - 1), tf.constant(Integer.BYTES));
    Operand<TInt32> place = tf.add(seed, tf.ops().constant(new int[] {places, 0}));
    Operand<TInt32> random =
        tf.ops().random.statelessRandomUniformFullInt(words, place, TInt32.class);
    Operand<TUint8> bytes = tf.reshape(tf.ops().bitcast(random, TUint8.class), -1);
    return tf.ops().reshape(tf.ops().slice(bytes, tf.ops().constant(new int[] {0}), count), shape);
  }
}
