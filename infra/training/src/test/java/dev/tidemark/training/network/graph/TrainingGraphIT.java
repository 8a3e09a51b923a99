package dev.tidemark.training.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.Input;
import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.TrainingOptions;
import dev.tidemark.training.network.attention.HistoryAttention;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.items.ItemVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingGraphIT {
  private static final int STEPS = 5;
  private static final int OLDER = 2;
  private static final SequenceSize SIZE = new SequenceSize(STEPS, OLDER);
  private static final Compute COMPUTE = new Compute(Device.CPU, 2, Precision.FP32);
  private static final int ROWS = 3;
  private static final int COLUMNS = 4;
  private static final NetworkShape SHAPE = new NetworkShape(9, 4, 3, 5, 2, 6, 7, false, Set.of());

  /** Weights that count tenfold in the graph, see {@link HistoryAttention#QUICK}. */
  private static final Set<String> QUICK =
      Set.of(
          HistoryAttention.LOG_AGE_DECAY,
          HistoryAttention.AGE_DECAY,
          HistoryAttention.DISTANCES,
          HistoryAttention.BEHAVIOURS,
          HistoryAttention.OCCURRENCES,
          InterestMixer.GATE_GAPS,
          InterestMixer.MIX_GAPS);

  private final SplittableRandom random = new SplittableRandom(11);
  private final ItemFeatures features = ItemFeatures.of(descriptions(), SHAPE.items());
  private TrainingGraph graph;
  private Map<String, float[]> weights;

  @BeforeEach
  void buildGraph() {
    graph = new TrainingGraph(SHAPE, features, List.of(SIZE), DropoutRates.NONE, COMPUTE);
    weights = NetworkWeights.initial(SHAPE, 3, new long[SHAPE.items()]);
    weights.values().forEach(this::disturb);
    // An item without an id, which its title words stand in for.
    Arrays.fill(weights.get(ItemVectors.IDS), 7 * SHAPE.dimension(), 8 * SHAPE.dimension(), 0f);
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
    Map<String, float[]> gradients = graph.gradients(SIZE, batch);

    // Then
    assertThat(gradients.keySet()).containsExactlyInAnyOrderElementsOf(weights.keySet());
    gradients.forEach(
        (name, gradient) -> {
          assertThat(gradient).hasSameSizeAs(weights.get(name));
          if (name.equals(ItemVectors.IDS)) {
            // Whatever moves its id takes its words away: there is no slope there.
            Arrays.fill(gradient, 7 * SHAPE.dimension(), 8 * SHAPE.dimension(), 0f);
          }
          int steepest = steepest(gradient);
          assertThat(gradient[steepest]).as(name).isNotZero();
          for (int k = 0; k < 6; k++) {
            int drawn = random.nextInt(gradient.length);
            boolean noSlope = name.equals(ItemVectors.IDS) && drawn / SHAPE.dimension() == 7;
            int i = k == 0 || noSlope ? steepest : drawn;
            double expected = finiteDifference(batch, name, i);
            assertThat((double) gradient[i])
                .as("%s[%d]", name, i)
                .isCloseTo(expected, within(QUICK.contains(name) ? 3e-2 : 3e-3));
          }
        });
  }

  @Test
  void shouldApproachTheFullSoftmaxWithManyDrawnItems() {
    // Given
    List<TowerBatch> batch = List.of(randomBatch(), randomBatch());
    try (TrainingGraph drawn =
        new TrainingGraph(SHAPE, features, List.of(SIZE), DropoutRates.NONE, COMPUTE, 20_000)) {
      drawn.initialise(weights);

      // Then
      assertThat(drawn.loss(SIZE, batch)).isCloseTo(graph.loss(SIZE, batch), within(0.3));
      Map<String, float[]> expected = graph.gradients(SIZE, batch);
      drawn
          .gradients(SIZE, batch)
          .forEach(
              (name, gradient) ->
                  assertThat(gradient)
                      .as(name)
                      .containsExactly(expected.get(name), withPrecision(0.15f)));
    }
  }

  @Test
  void shouldTakeWhatIsDatedAfterTheRequestAsJustDone() {
    // Given: file order that is not the order of time, as leave-one-out keeps it
    TowerBatch batch = randomBatch();
    Arrays.fill(batch.requestSeconds(), 6_000_000);
    int slot = ROWS + 1;

    // When
    batch.seconds()[slot] = 6_000_000;
    double justDone = graph.loss(SIZE, List.of(batch, idleBatch()));
    batch.seconds()[slot] = 7_000_000;
    double later = graph.loss(SIZE, List.of(batch, idleBatch()));
    batch.seconds()[slot] = TowerBatch.HIDDEN;
    double hidden = graph.loss(SIZE, List.of(batch, idleBatch()));

    // Then
    assertThat(later).isEqualTo(justDone);
    assertThat(hidden).isNotEqualTo(justDone);
  }

  @Test
  void shouldGiveTheSameGradientWhetherOneTowerWorksOrTwo() {
    // Given
    TowerBatch both = randomBatch();
    TowerBatch idle = idleBatch();

    // When
    Map<String, float[]> shared = graph.gradients(SIZE, List.of(both, idle));
    Map<String, float[]> swapped = graph.gradients(SIZE, List.of(idle, both));

    // Then
    shared.forEach(
        (name, gradient) ->
            assertThat(swapped.get(name)).containsExactly(gradient, withPrecision(1e-4f)));
  }

  @Test
  void shouldLearnToPredictAFixedBatch() {
    // Given
    List<TowerBatch> batch = List.of(randomBatch(), randomBatch());
    TrainingOptions options = new TrainingOptions(0.01f, 0f, 0.9f, 5f);
    double before = graph.train(SIZE, batch, options, 1, 1);

    // When
    double after = before;
    for (int step = 2; step <= 150; step++) {
      after = graph.train(SIZE, batch, options, 1, step);
    }

    // Then: two thirds of the way to what several right answers to one question leave
    double least = entropy(batch);
    assertThat(after - least).isLessThan((before - least) / 3);
  }

  @Test
  void shouldRepeatARunWithDropoutExactly() {
    // Given
    List<TowerBatch> batch = List.of(randomBatch(), randomBatch());
    TrainingOptions options = new TrainingOptions(0.01f, 0.01f, 0.9f, 5f);
    DropoutRates rates = new DropoutRates(0.2f, 0.3f, 0.3f);

    // When
    List<Map<String, float[]>> runs = new ArrayList<>();
    try (TrainingGraph dropping =
        new TrainingGraph(SHAPE, features, List.of(SIZE), rates, COMPUTE)) {
      for (int run = 0; run < 2; run++) {
        dropping.initialise(weights);
        for (int step = 1; step <= 5; step++) {
          dropping.train(SIZE, batch, options, 7, step);
        }
        runs.add(dropping.state());
      }
    }

    // Then
    runs.get(0).forEach((name, values) -> assertThat(runs.get(1).get(name)).isEqualTo(values));
  }

  /** The mean loss of a model that gives each answer its share among those at its position. */
  private static double entropy(List<TowerBatch> batch) {
    double sum = 0;
    double all = 0;
    for (TowerBatch tower : batch) {
      int questions = tower.predictFrom().length / TowerBatch.CHUNKS;
      int answers = tower.targets().length / TowerBatch.CHUNKS;
      Map<Integer, Map<Integer, Float>> byPosition = new LinkedHashMap<>();
      for (int i = 0; i < tower.targets().length; i++) {
        int position = tower.predictFrom()[i / answers * questions + tower.askedBy()[i]];
        byPosition
            .computeIfAbsent(position, p -> new LinkedHashMap<>())
            .merge(tower.targets()[i], tower.weights()[i], Float::sum);
      }
      for (Map<Integer, Float> weights : byPosition.values()) {
        double total = weights.values().stream().mapToDouble(weight -> weight).sum();
        for (float weight : weights.values()) {
          sum -= weight > 0 ? weight * Math.log(weight / total) : 0;
        }
        all += total;
      }
    }
    return sum / all;
  }

  private static int steepest(float[] gradient) {
    int steepest = 0;
    for (int i = 1; i < gradient.length; i++) {
      steepest = Math.abs(gradient[i]) > Math.abs(gradient[steepest]) ? i : steepest;
    }
    return steepest;
  }

  private double finiteDifference(List<TowerBatch> batch, String name, int i) {
    // Five-point stencil: its error falls with the fourth power of the step, so the step can be
    // large enough for single precision.
    float step = QUICK.contains(name) ? 3e-3f : 3e-2f;
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
    return graph.loss(SIZE, batch);
  }

  private TowerBatch randomBatch() {
    int[] items = indices(SIZE.slots(), SHAPE.items() + 1);
    for (int row = 0; row < ROWS; row++) {
      items[OLDER * ROWS + row] = 0;
    }
    int[] predictFrom = new int[TowerBatch.CHUNKS * COLUMNS];
    for (int i = 0; i < predictFrom.length; i++) {
      predictFrom[i] = i % (STEPS * ROWS);
    }
    int columns = COLUMNS + 2;
    int[] targets = new int[TowerBatch.CHUNKS * columns];
    int[] askedBy = new int[targets.length];
    float[] popularity = new float[targets.length];
    float[] targetWeights = new float[targets.length];
    for (int i = 0; i < targets.length; i++) {
      askedBy[i] = random.nextInt(COLUMNS);
      int position = predictFrom[i / columns * COLUMNS + askedBy[i]];
      // Every third target is an older item of its own row, where there is one.
      int own = items[(OLDER - 1) * ROWS + position / STEPS];
      targets[i] = i % 3 == 0 && own > 0 ? own - 1 : random.nextInt(SHAPE.items());
      popularity[i] = (float) random.nextDouble() * 0.3f;
      targetWeights[i] = i % 5 == 4 ? 0f : 1f;
    }
    int[] seconds = indices(SIZE.slots(), 3_000_000);
    seconds[0] = TowerBatch.HIDDEN;
    int[] requestSeconds = indices(STEPS, 3_000_000);
    for (int i = 0; i < requestSeconds.length; i++) {
      requestSeconds[i] += 3_000_000;
    }
    Map<Input, int[]> inputs = new EnumMap<>(Input.class);
    inputs.put(Input.ITEMS, items);
    Input.EMBEDDED.forEach(input -> inputs.put(input, values(input, SIZE.slots())));
    Input.REQUESTS.forEach(input -> inputs.put(input, values(input, STEPS)));
    return new TowerBatch(
        ROWS,
        inputs,
        seconds,
        requestSeconds,
        predictFrom,
        askedBy,
        targets,
        popularity,
        targetWeights);
  }

  private static TowerBatch idleBatch() {
    return new TowerBatch(
        1,
        Input.zeros(SIZE.slots(), STEPS),
        new int[SIZE.slots()],
        new int[STEPS],
        new int[TowerBatch.CHUNKS],
        new int[TowerBatch.CHUNKS],
        new int[TowerBatch.CHUNKS],
        new float[TowerBatch.CHUNKS],
        new float[TowerBatch.CHUNKS]);
  }

  private int[] values(Input input, int steps) {
    return indices(steps, input.values(SHAPE.behaviours()));
  }

  private int[] indices(int steps, int bound) {
    int[] values = new int[steps * ROWS];
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

  private List<ItemDescription> descriptions() {
    List<ItemDescription> items = new ArrayList<>();
    for (int i = 0; i < SHAPE.items(); i++) {
      String category = i % 4 == 3 ? "" : "a" + i % 3 + "|b";
      String title = List.of("", "Red Lamp", "red chair", "lamp, chair").get(i % 4);
      double price = i % 2 == 0 ? Double.NaN : i * 1.5;
      float[] content = new float[i % 3 == 0 ? 0 : SHAPE.content()];
      disturb(content);
      items.add(new ItemDescription(title, category, price, content));
    }
    return items;
  }
}
