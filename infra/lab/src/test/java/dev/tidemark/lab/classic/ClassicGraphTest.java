package dev.tidemark.lab.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassicGraphTest {
  private static final int STEPS = 3;
  private static final int ROWS = 4;
  private static final int INPUTS = 3;
  private static final int LOWER = 8;
  private static final int UPPER = 6;
  private static final float[] LABELS = {1, 0, 0, 1};

  private final SplittableRandom random = new SplittableRandom(3);
  private final float[] batch = new float[STEPS * ROWS * INPUTS];
  private ClassicGraph graph;
  private Map<String, float[]> weights;
  private final Map<String, double[]> reference = new HashMap<>();

  @BeforeEach
  void buildGraph() {
    graph = new ClassicGraph(STEPS, INPUTS, LOWER, UPPER);
    graph.initialise(2);
    weights = graph.weights();
    disturb(batch, 4);
    weights.values().forEach(values -> disturb(values, 0.4));
    graph.initialise(weights);
    weights.forEach(
        (name, values) -> {
          double[] doubles = new double[values.length];
          Arrays.setAll(doubles, i -> values[i]);
          reference.put(name, doubles);
        });
  }

  @AfterEach
  void closeGraph() {
    graph.close();
  }

  @Test
  void shouldAgreeWithTheEquations() {
    // When
    ClassicGraph.Answer answer = graph.ask(batch, LABELS);

    // Then
    for (int row = 0; row < ROWS; row++) {
      assertThat((double) answer.probabilities()[row]).isCloseTo(reference(row), within(1e-6));
    }
    assertThat(answer.loss()).isCloseTo(referenceLoss(), within(1e-6));
  }

  @Test
  void shouldGiveGradientsThatAgreeWithFiniteDifferences() {
    // When
    Map<String, float[]> gradients = graph.gradients(batch, LABELS);

    // Then
    assertThat(gradients.keySet()).containsExactlyElementsOf(weights.keySet());
    gradients.forEach(
        (name, gradient) -> {
          double[] expected = new double[gradient.length];
          Arrays.setAll(expected, i -> finiteDifference(name, i));
          for (int i = 0; i < gradient.length; i++) {
            assertThat((double) gradient[i])
                .as("%s[%d]", name, i)
                .isCloseTo(expected[i], within(1e-5));
          }
          assertThat(Arrays.stream(expected).map(Math::abs).max().orElse(0))
              .as("largest gradient of %s", name)
              .isGreaterThan(1e-3);
        });
  }

  @Test
  void shouldStartWithOpenForgetGates() {
    graph.initialise(1);

    assertThat(graph.weights().get("upper_bias"))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldStepAsAdamDoes() {
    // Given: the first step is the learning rate times g / (|g| + epsilon / sqrt(1 - beta2))
    float[] gradient = graph.gradients(batch, LABELS).get("dense_kernel");

    // When
    graph.train(batch, LABELS, 0f, 1, 1);

    // Then
    float[] after = graph.weights().get("dense_kernel");
    for (int i = 0; i < after.length; i++) {
      double change = -1e-3 * gradient[i] / (Math.abs(gradient[i]) + 1e-7 / Math.sqrt(1e-3));
      assertThat((double) after[i])
          .isCloseTo(weights.get("dense_kernel")[i] + change, within(1e-6));
    }
  }

  @Test
  void shouldLearnAFixedBatchAndRepeatItExactly() {
    // When
    double first = graph.ask(batch, LABELS).loss();
    Map<String, float[]> once = trained();
    double last = graph.ask(batch, LABELS).loss();
    Map<String, float[]> again = trained();

    // Then
    assertThat(last).isLessThan(first / 2);
    once.forEach((name, values) -> assertThat(again.get(name)).isEqualTo(values));
  }

  private Map<String, float[]> trained() {
    graph.initialise(weights);
    for (int step = 1; step <= 1000; step++) {
      graph.train(batch, LABELS, 0.2f, 7, step);
    }
    return graph.weights();
  }

  /** Of the reference: its double precision allows steps that hardly ever cross relu's kink. */
  private double finiteDifference(String name, int i) {
    double step = 1e-6;
    double[] values = reference.get(name);
    double value = values[i];
    values[i] = value + step;
    double above = referenceLoss();
    values[i] = value - step;
    double below = referenceLoss();
    values[i] = value;
    return (above - below) / (2 * step);
  }

  private double referenceLoss() {
    double loss = 0;
    for (int row = 0; row < ROWS; row++) {
      double p = reference(row);
      loss -= Math.log(LABELS[row] == 1 ? p : 1 - p) / ROWS;
    }
    return loss;
  }

  /** The network's answer for one row, one number at a time. */
  private double reference(int row) {
    double[][] x = new double[STEPS][INPUTS];
    for (int t = 0; t < STEPS; t++) {
      for (int k = 0; k < INPUTS; k++) {
        x[t][k] = batch[(t * ROWS + row) * INPUTS + k];
      }
    }
    double[] last = layer("upper", layer("lower", x, LOWER), UPPER)[STEPS - 1];
    double z = reference.get("dense_bias")[0];
    for (int u = 0; u < UPPER; u++) {
      z += last[u] * reference.get("dense_kernel")[u];
    }
    return sigmoid(z);
  }

  private double[][] layer(String name, double[][] x, int units) {
    double[][] states = new double[STEPS][units];
    double[] cell = new double[units];
    double[] before = new double[units];
    for (int t = 0; t < STEPS; t++) {
      for (int u = 0; u < units; u++) {
        double i = sigmoid(sum(name, x[t], before, u));
        double f = sigmoid(sum(name, x[t], before, units + u));
        double o = sigmoid(sum(name, x[t], before, 2 * units + u));
        double g = Math.max(0, sum(name, x[t], before, 3 * units + u));
        cell[u] = f * cell[u] + i * g;
        states[t][u] = o * Math.max(0, cell[u]);
      }
      before = states[t];
    }
    return states;
  }

  private double sum(String name, double[] x, double[] before, int column) {
    int columns = 4 * before.length;
    double sum = reference.get(name + "_bias")[column];
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * reference.get(name + "_kernel")[k * columns + column];
    }
    for (int k = 0; k < before.length; k++) {
      sum += before[k] * reference.get(name + "_recurrent")[k * columns + column];
    }
    return sum;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private void disturb(float[] values, double width) {
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) ((random.nextDouble() - 0.5) * width);
    }
  }
}
