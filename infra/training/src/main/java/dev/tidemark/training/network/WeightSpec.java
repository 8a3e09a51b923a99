package dev.tidemark.training.network;

import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/** Name, shape and initial values of one weight array. */
public record WeightSpec(String name, Shape shape, Initial values) {

  /** Gives each value, in row-major order. */
  @FunctionalInterface
  public interface Initial {
    float at(int index, SplittableRandom random);
  }

  public static WeightSpec filled(String name, float value, long... shape) {
    return new WeightSpec(name, Shape.of(shape), (index, random) -> value);
  }

  /** Uniform within the limit of Glorot and Bengio (2010): sqrt(6 / (fan in + fan out)). */
  public static WeightSpec glorot(String name, long in, long out) {
    return drawn(name, in, out, Math.sqrt(6.0 / (in + out)));
  }

  /** Rows of a length of about 0.3, as a lookup table wants them. */
  public static WeightSpec table(String name, long rows, long columns) {
    return drawn(name, rows, columns, 0.3 * Math.sqrt(3.0 / columns));
  }

  /** The same for the products with vectors of the length {@code 1 / sqrt(rows)}. */
  public static WeightSpec projection(String name, long rows, long columns) {
    return drawn(name, rows, columns, 0.3 * Math.sqrt((double) rows) * Math.sqrt(3.0 / columns));
  }

  /** Drawn uniformly from {@code [-most, most)}. */
  private static WeightSpec drawn(String name, long rows, long columns, double most) {
    float limit = (float) most;
    return new WeightSpec(
        name,
        Shape.of(rows, columns),
        (index, random) -> (float) ((random.nextDouble() * 2 - 1) * limit));
  }

  public int size() {
    return Math.toIntExact(shape.size());
  }

  public float[] initial(SplittableRandom random) {
    float[] initial = new float[size()];
    for (int i = 0; i < initial.length; i++) {
      initial[i] = values.at(i, random);
    }
    return initial;
  }
}
