package dev.tidemark.lab.classic;

import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An LSTM with relu instead of tanh, as Keras has it for {@code LSTM(units, activation="relu")}:
 *
 * <pre>
 * i, f, o = sigmoid(W [x, h'] + b)    g = relu(Wg [x, h'] + bg)    c = f * c' + i * g    h = o * relu(c)
 * </pre>
 *
 * <p>TensorFlow's fused operator knows only tanh, so the steps are unrolled into the graph. The
 * columns of all weights are the gates i, f, o, g, {@code units} each; what comes from the inputs
 * is one product for all steps.
 */
record ReluLstm(WeightSpec kernel, WeightSpec recurrent, WeightSpec bias) {
  private static final int GATES = 4;

  /** Forget gates start open (Jozefowicz et al. 2015). */
  ReluLstm(String name, int inputs, int units) {
    this(
        WeightSpec.glorot(name + "_kernel", inputs, (long) GATES * units),
        WeightSpec.glorot(name + "_recurrent", units, (long) GATES * units),
        new WeightSpec(
            name + "_bias",
            Shape.of((long) GATES * units),
            (index, random) -> index / units == 1 ? 1f : 0f));
  }

  List<WeightSpec> weights() {
    return List.of(kernel, recurrent, bias);
  }

  /**
   * Adds all steps to the graph.
   *
   * @param x [steps * batch, inputs], time-major
   * @return the hidden state of every step, [batch, units] each
   */
  List<Operand<TFloat32>> states(Ops tf, Variables variables, Operand<TFloat32> x, int steps) {
    Operand<TFloat32> fromInputs =
        tf.math.add(tf.linalg.matMul(x, variables.get(kernel.name())), variables.get(bias.name()));
    List<Operand<TFloat32>> states = new ArrayList<>();
    Operand<TFloat32> cell = null;
    for (Operand<TFloat32> now : tf.split(tf.constant(0), fromInputs, (long) steps)) {
      boolean first = states.isEmpty();
      Operand<TFloat32> sums =
          first
              ? now
              : tf.math.add(
                  now,
                  tf.linalg.matMul(states.get(states.size() - 1), variables.get(recurrent.name())));
      List<Output<TFloat32>> gates = tf.split(tf.constant(1), sums, (long) GATES).output();
      Operand<TFloat32> candidate = tf.nn.relu(gates.get(3));
      Operand<TFloat32> before = first ? tf.zerosLike(candidate) : cell;
      cell =
          tf.math.add(
              tf.math.mul(tf.math.sigmoid(gates.get(1)), before),
              tf.math.mul(tf.math.sigmoid(gates.get(0)), candidate));
      states.add(tf.math.mul(tf.math.sigmoid(gates.get(2)), tf.nn.relu(cell)));
    }
    return states;
  }
}
