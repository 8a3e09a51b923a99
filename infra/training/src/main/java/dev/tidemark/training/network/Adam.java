package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015) after clipping by the global norm (Pascanu et al. 2013). Steps are
 * counted outside, so nothing but the two moments is kept in the graph.
 */
final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final String FIRST = "adam_m_";
  private static final String SECOND = "adam_v_";

  private final Ops tf;
  private final Variables weights;
  private final Variables moments;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;
  private final Placeholder<TFloat32> scale;
  private final Placeholder<TFloat32> clipNorm;

  Adam(Ops tf, Variables weights) {
    this.tf = tf;
    this.weights = weights;
    moments = new Variables(tf);
    for (String name : weights.names()) {
      long[] shape = weights.spec(name).shape().asArray();
      moments.add(WeightSpec.filled(FIRST + name, 0f, shape));
      moments.add(WeightSpec.filled(SECOND + name, 0f, shape));
    }
    rate = scalar();
    power1 = scalar();
    power2 = scalar();
    scale = scalar();
    clipNorm = scalar();
  }

  Variables moments() {
    return moments;
  }

  /** What changes from step to step, by placeholder. */
  Map<Placeholder<TFloat32>, Float> feeds(
      long step, float learningRate, float gradientScale, float largestNorm) {
    return Map.of(
        rate, learningRate,
        power1, (float) Math.pow(BETA1, (double) step),
        power2, (float) Math.pow(BETA2, (double) step),
        scale, gradientScale,
        clipNorm, largestNorm);
  }

  /** The operations that apply one step; {@code gradients} has one for each weight by name. */
  List<Op> update(Map<String, Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> squares = new ArrayList<>();
    gradients
        .values()
        .forEach(
            gradient ->
                squares.add(
                    tf.sum(
                        tf.math.square(tf.reshape(gradient, tf.constant(new int[] {-1}))),
                        tf.constant(0))));
    Operand<TFloat32> norm = tf.math.mul(tf.math.sqrt(tf.math.addN(squares)), scale);
    Operand<TFloat32> factor =
        tf.math.mul(scale, tf.math.div(clipNorm, tf.math.maximum(norm, clipNorm)));
    List<Op> updates = new ArrayList<>();
    for (String name : weights.names()) {
      updates.add(
          tf.train.applyAdam(
              weights.reference(name),
              moments.reference(FIRST + name),
              moments.reference(SECOND + name),
              power1,
              power2,
              rate,
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(EPSILON),
              tf.math.mul(gradients.get(name), factor)));
    }
    return updates;
  }

  private Placeholder<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
