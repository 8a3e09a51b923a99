package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015) after clipping by the global norm (Pascanu et al. 2013), with decoupled
 * weight decay of matrices (Loshchilov and Hutter 2019) and an exponential average of the weights
 * (Polyak and Juditsky 1992). Steps are counted outside, so nothing but the moments and the average
 * is kept in the graph.
 */
public final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final String FIRST = "adam_m_";
  private static final String SECOND = "adam_v_";
  private static final String AVERAGE = "average_";

  private final Tensors tf;
  private final Variables weights;
  private final float epsilon;
  private final Variables moments;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;
  private final Placeholder<TFloat32> scale;
  private final Placeholder<TFloat32> decay;
  private final Placeholder<TFloat32> renewal;
  private final Placeholder<TFloat32> clipNorm;

  /**
   * @param epsilon what keeps the quotient of the moments finite
   */
  public Adam(Ops ops, Variables weights, float epsilon) {
    tf = new Tensors(ops);
    this.weights = weights;
    this.epsilon = epsilon;
    moments = new Variables(ops);
    for (String name : weights.names()) {
      long[] shape = weights.spec(name).shape().asArray();
      moments.add(WeightSpec.filled(FIRST + name, 0f, shape));
      moments.add(WeightSpec.filled(SECOND + name, 0f, shape));
      moments.add(WeightSpec.filled(AVERAGE + name, 0f, shape));
    }
    rate = scalar();
    power1 = scalar();
    power2 = scalar();
    scale = scalar();
    decay = scalar();
    renewal = scalar();
    clipNorm = scalar();
  }

  public Variables moments() {
    return moments;
  }

  /**
   * Feeds what changes from step to step.
   *
   * @param step from 1 on
   * @param gradientScale what the gradients are multiplied by before they are clipped
   */
  public void feed(Feeds feeds, long step, TrainingOptions options, float gradientScale) {
    // The average forgets where it began: its first steps count as a plain mean.
    double kept = Math.min(options.averaging(), (1.0 + step) / (10.0 + step));
    feeds.scalar(rate, options.learningRate());
    feeds.scalar(power1, (float) Math.pow(BETA1, (double) step));
    feeds.scalar(power2, (float) Math.pow(BETA2, (double) step));
    feeds.scalar(scale, gradientScale);
    feeds.scalar(decay, 1 - options.learningRate() * options.weightDecay());
    feeds.scalar(renewal, (float) (1 - kept));
    feeds.scalar(clipNorm, options.clipNorm());
  }

  /** What the moments are before the first step, by name: zeros, and the weights as average. */
  public Map<String, float[]> initial(Map<String, float[]> values) {
    Map<String, float[]> initial = new LinkedHashMap<>();
    for (String name : weights.names()) {
      initial.put(FIRST + name, new float[weights.spec(name).size()]);
      initial.put(SECOND + name, new float[weights.spec(name).size()]);
      initial.put(AVERAGE + name, values.get(name));
    }
    return initial;
  }

  public Map<String, float[]> averages(Session session) {
    Map<String, float[]> read =
        moments.read(session, weights.names().stream().map(AVERAGE::concat).toList());
    Map<String, float[]> averages = new LinkedHashMap<>();
    weights.names().forEach(name -> averages.put(name, read.get(AVERAGE + name)));
    return averages;
  }

  /**
   * The operations that apply one step. All of them wait for the norm of all gradients, so no
   * weight changes while another gradient still reads it.
   *
   * @param gradients one for each weight by name
   */
  public List<Op> update(Map<String, Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> squares =
        gradients.values().stream()
            .map(gradient -> tf.sum(tf.ops().math.square(tf.reshape(gradient, -1)), 0))
            .toList();
    Operand<TFloat32> norm = tf.mul(tf.ops().math.sqrt(tf.addN(squares)), scale);
    Operand<TFloat32> factor =
        tf.mul(scale, tf.ops().math.div(clipNorm, tf.ops().math.maximum(norm, clipNorm)));
    List<Op> updates = new ArrayList<>();
    for (String name : weights.names()) {
      Operand<TFloat32> stepped =
          tf.ops()
              .train
              .applyAdam(
                  weights.reference(name),
                  moments.reference(FIRST + name),
                  moments.reference(SECOND + name),
                  power1,
                  power2,
                  rate,
                  tf.ops().constant(BETA1),
                  tf.ops().constant(BETA2),
                  tf.ops().constant(epsilon),
                  tf.mul(gradients.get(name), factor));
      Operand<TFloat32> updated =
          weights.spec(name).shape().numDimensions() < 2
              ? stepped
              : tf.ops().assign(weights.reference(name), tf.mul(stepped, decay));
      updates.add(
          tf.ops()
              .assignAdd(
                  moments.reference(AVERAGE + name),
                  tf.mul(tf.sub(updated, moments.get(AVERAGE + name)), renewal)));
    }
    return updates;
  }

  private Placeholder<TFloat32> scalar() {
    return tf.floatInput(Shape.scalar());
  }
}
