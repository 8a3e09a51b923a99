package dev.tidemark.propensity;

import java.util.List;

/**
 * A correction of log-odds by the network's state, along its principal axes.
 *
 * @param centre mean state, [dimension]; empty = there is no correction
 * @param axes each divided by the state's deviation along it, [dimension]
 * @param weights of the axes
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of a file's content, never compared
public record Taste(float[] centre, List<float[]> axes, double[] weights) {
  public static final Taste NONE = new Taste(new float[0], List.of(), new double[0]);

  public Taste {
    axes = List.copyOf(axes);
    if (axes.size() != weights.length) {
      throw new IllegalArgumentException("axes: " + axes.size() + ", weights: " + weights.length);
    }
  }

  public boolean isNone() {
    return weights.length == 0;
  }

  /** 0 without a state, or for one of another network. */
  public double correction(float[] state) {
    if (state.length != centre.length) {
      return 0;
    }
    double sum = 0;
    for (int axis = 0; axis < weights.length; axis++) {
      sum += weights[axis] * along(state, axis);
    }
    return sum;
  }

  /** Where a state lies on an axis, in deviations. */
  public double along(float[] state, int axis) {
    float[] direction = axes.get(axis);
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += direction[i] * (state[i] - centre[i]);
    }
    return sum;
  }

  public Taste with(double[] others) {
    return new Taste(centre, axes, others);
  }
}
