package dev.tidemark.training.network;

import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/**
 * Name, shape and initial values of one weight array.
 *
 * @param fill where {@code limit} is 0: every value; else not used
 * @param limit values are drawn uniformly from {@code [-limit, limit)}; 0 = filled
 */
public record WeightSpec(String name, Shape shape, float fill, float limit) {

  public static WeightSpec filled(String name, float value, long... shape) {
    return new WeightSpec(name, Shape.of(shape), value, 0f);
  }

  /** Uniform within the limit of Glorot and Bengio (2010): sqrt(6 / (fan in + fan out)). */
  public static WeightSpec glorot(String name, long in, long out) {
    return new WeightSpec(name, Shape.of(in, out), 0f, (float) Math.sqrt(6.0 / (in + out)));
  }

  /** Rows of a length of about 0.3, as a lookup table wants them. */
  public static WeightSpec table(String name, long rows, long columns) {
    return table(name, rows, columns, 0.3);
  }

  /** The same for the products with vectors of the length {@code 1 / sqrt(rows)}. */
  public static WeightSpec projection(String name, long rows, long columns) {
    return table(name, rows, columns, 0.3 * Math.sqrt((double) rows));
  }

  private static WeightSpec table(String name, long rows, long columns, double length) {
    return new WeightSpec(
        name, Shape.of(rows, columns), 0f, (float) (length * Math.sqrt(3.0 / columns)));
  }

  public int size() {
    return Math.toIntExact(shape.size());
  }

  public float[] initial(SplittableRandom random) {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = limit == 0 ? fill : (float) ((random.nextDouble() * 2 - 1) * limit);
    }
    return values;
  }
}
