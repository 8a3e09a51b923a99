package dev.tidemark.training.network.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ServedLstmTest {
  private static final int INPUTS = 3;
  private static final int HIDDEN = 4;

  private final SplittableRandom random = new SplittableRandom(5);
  private final float[][] weights = matrix(INPUTS + HIDDEN, 4 * HIDDEN);
  private final float[] bias = matrix(1, 4 * HIDDEN)[0];

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 49, 50, 51, 80})
  void shouldGiveTheStateThatTheLayerHasAfterASingleSequence(int length) {
    shouldGiveTheStatesOfTheLayer(length, length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 50})
  void shouldPassOverWhatIsBehindTheEndOfASingleSequence(int length) {
    shouldGiveTheStatesOfTheLayer(length + 3, length);
  }

  @Test
  void shouldGiveTheStatesAfterSeveralSequencesOfOtherLengths() {
    shouldGiveTheStatesOfTheLayer(12, 5, 12, 1);
  }

  private void shouldGiveTheStatesOfTheLayer(int steps, int... lengths) {
    // Given
    float[][][] x = new float[steps][][];
    for (int t = 0; t < steps; t++) {
      x[t] = matrix(lengths.length, INPUTS);
    }
    try (Graph graph = NativeLibrary.newGraph()) {
      Ops tf = Ops.create(graph);
      LstmLayer layer =
          new LstmLayer(new Tensors(tf), INPUTS, HIDDEN, tf.constant(weights), tf.constant(bias));
      Operand<TFloat32> states = layer.forward(tf.constant(x)).states();
      Operand<TFloat32> newest = new ServedLstm(layer).newest(tf.constant(x), tf.constant(lengths));

      // When
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(states).fetch(newest).run()) {
        float[] all = Variables.floats((TFloat32) result.get(0));
        float[] answered = Variables.floats((TFloat32) result.get(1));

        // Then
        assertThat(answered).hasSize(lengths.length * HIDDEN);
        for (int row = 0; row < lengths.length; row++) {
          for (int unit = 0; unit < HIDDEN; unit++) {
            float expected = all[((lengths[row] - 1) * lengths.length + row) * HIDDEN + unit];
            assertThat(answered[row * HIDDEN + unit]).isCloseTo(expected, within(1e-6f));
          }
        }
      }
    }
  }

  private float[][] matrix(int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (random.nextDouble() * 2 - 1);
      }
    }
    return values;
  }
}
