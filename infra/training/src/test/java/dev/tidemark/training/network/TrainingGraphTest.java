package dev.tidemark.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {
  private static final int STEPS = 5;
  private static final int ROWS = 3;
  private static final int COLUMNS = 4;
  private static final NetworkShape SHAPE = new NetworkShape(9, 4, 2, 6, 7);

  private final SplittableRandom random = new SplittableRandom(11);
  private final ItemFeatures features = ItemFeatures.of(vocabulary());
  private TrainingGraph graph;
  private Map<String, float[]> weights;

  @BeforeEach
  void buildGraph() {
    graph = new TrainingGraph(SHAPE, features, List.of(STEPS), 2);
    weights = SHAPE.initialWeights(3, new long[SHAPE.items()]);
    weights.values().forEach(this::disturb);
    graph.initialise(weights);
  }

  @AfterEach
  void closeGraph() {
    graph.close();
  }

  @Test
  void shouldGiveGradientsThatAgreeWithFiniteDifferences() {
    // Given
    List<TowerBatch> batch = List.of(randomBatch(), randomBatch());

    // When
    Map<String, float[]> gradients = graph.gradients(STEPS, batch);

    // Then
    assertThat(gradients.keySet()).containsExactlyInAnyOrderElementsOf(weights.keySet());
    gradients.forEach(
        (name, gradient) -> {
          assertThat(gradient).hasSameSizeAs(weights.get(name));
          for (int k = 0; k < 6; k++) {
            int i = random.nextInt(gradient.length);
            double expected = finiteDifference(batch, name, i);
            assertThat((double) gradient[i])
                .as("%s[%d]", name, i)
                .isCloseTo(expected, within(3e-3));
          }
        });
  }

  @Test
  void shouldGiveTheSameGradientWhetherOneTowerWorksOrTwo() {
    // Given
    TowerBatch both = randomBatch();
    TowerBatch idle = idleBatch();

    // When
    Map<String, float[]> shared = graph.gradients(STEPS, List.of(both, idle));
    Map<String, float[]> swapped = graph.gradients(STEPS, List.of(idle, both));

    // Then
    shared.forEach(
        (name, gradient) ->
            assertThat(swapped.get(name)).containsExactly(gradient, withPrecision(1e-4f)));
  }

  @Test
  void shouldLearnToPredictAFixedBatch() {
    // Given
    List<TowerBatch> batch = List.of(randomBatch(), randomBatch());
    TrainingOptions options = new TrainingOptions(0.01f, 0f, 5f);
    double before = graph.train(STEPS, batch, options, 1, 1);

    // When
    double after = before;
    for (int step = 2; step <= 150; step++) {
      after = graph.train(STEPS, batch, options, 1, step);
    }

    // Then
    assertThat(after).isLessThan(before / 3);
  }

  @Test
  void shouldRepeatARunWithDropoutExactly() {
    // Given
    List<TowerBatch> batch = List.of(randomBatch(), randomBatch());
    TrainingOptions options = new TrainingOptions(0.01f, 0.3f, 5f);

    // When
    List<Map<String, float[]>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      graph.initialise(weights);
      for (int step = 1; step <= 5; step++) {
        graph.train(STEPS, batch, options, 7, step);
      }
      runs.add(graph.weights());
    }

    // Then
    runs.get(0).forEach((name, values) -> assertThat(runs.get(1).get(name)).isEqualTo(values));
  }

  private double finiteDifference(List<TowerBatch> batch, String name, int i) {
    // Five-point stencil: its error falls with the fourth power of the step, so the step can be
    // large enough for single precision.
    float step = 3e-2f;
    double near = lossWith(batch, name, i, step) - lossWith(batch, name, i, -step);
    double far = lossWith(batch, name, i, 2 * step) - lossWith(batch, name, i, -2 * step);
    return (8 * near - far) / (12 * step);
  }

  private double lossWith(List<TowerBatch> batch, String name, int i, float change) {
    Map<String, float[]> changed = new LinkedHashMap<>(weights);
    float[] values = weights.get(name).clone();
    values[i] += change;
    changed.put(name, values);
    graph.initialise(changed);
    return graph.loss(STEPS, batch);
  }

  private TowerBatch randomBatch() {
    int[] positions = new int[TrainingGraph.CHUNKS * COLUMNS];
    int[] targets = new int[positions.length];
    float[] targetWeights = new float[positions.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i % (STEPS * ROWS);
      targets[i] = random.nextInt(SHAPE.items());
      targetWeights[i] = i % 5 == 4 ? 0f : 1f;
    }
    return new TowerBatch(
        ROWS,
        indices(SHAPE.items() + 1),
        indices(SHAPE.behaviours() + 1),
        indices(20),
        positions,
        targets,
        targetWeights);
  }

  private static TowerBatch idleBatch() {
    int[] none = new int[STEPS];
    return new TowerBatch(
        1,
        none,
        none,
        none,
        new int[TrainingGraph.CHUNKS],
        new int[TrainingGraph.CHUNKS],
        new float[TrainingGraph.CHUNKS]);
  }

  private int[] indices(int bound) {
    int[] values = new int[STEPS * ROWS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(bound);
    }
    return values;
  }

  private void disturb(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (random.nextDouble() - 0.5) * 0.2f;
    }
  }

  private static Vocabulary vocabulary() {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    for (int i = 0; i < SHAPE.items(); i++) {
      String category = i % 4 == 3 ? "" : "a" + i % 3 + "|b";
      entries.add(new Vocabulary.Entry("item" + i, category, i % 2 == 0 ? Double.NaN : i * 1.5));
    }
    return new Vocabulary(entries);
  }
}
