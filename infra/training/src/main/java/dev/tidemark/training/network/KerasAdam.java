package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Adam (Kingma and Ba 2015) with the constants of Keras: no clipping, no decay. */
final class KerasAdam {
  private static final float LEARNING_RATE = 1e-3f;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-7f;
  private static final String FIRST = "adam_m_";
  private static final String SECOND = "adam_v_";

  private final Ops tf;
  private final Variables weights;
  private final Variables moments;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;

  KerasAdam(Ops tf, Variables weights) {
    this.tf = tf;
    this.weights = weights;
    moments = new Variables(tf);
    for (String name : weights.names()) {
      long[] shape = weights.spec(name).shape().asArray();
      moments.add(WeightSpec.filled(FIRST + name, 0f, shape));
      moments.add(WeightSpec.filled(SECOND + name, 0f, shape));
    }
    power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  Variables moments() {
    return moments;
  }

  /** The moments before the first step. */
  Map<String, float[]> zeros() {
    Map<String, float[]> zeros = new LinkedHashMap<>();
    moments.names().forEach(name -> zeros.put(name, new float[moments.spec(name).size()]));
    return zeros;
  }

  /**
   * What changes from step to step, by placeholder.
   *
   * @param step from 1 on
   */
  Map<Placeholder<TFloat32>, Float> feeds(long step) {
    return Map.of(
        power1, (float) Math.pow(BETA1, (double) step),
        power2, (float) Math.pow(BETA2, (double) step));
  }

  /** The operations that apply one step; {@code gradients} has one for each weight by name. */
  List<Op> update(Map<String, Operand<TFloat32>> gradients) {
    List<Op> updates = new ArrayList<>();
    // No weight may change while another gradient still reads it.
    Ops afterwards = tf.withControlDependencies(List.copyOf(gradients.values()));
    for (String name : weights.names()) {
      updates.add(
          afterwards.train.applyAdam(
              weights.reference(name),
              moments.reference(FIRST + name),
              moments.reference(SECOND + name),
              power1,
              power2,
              tf.constant(LEARNING_RATE),
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(EPSILON),
              gradients.get(name)));
    }
    return updates;
  }
}
