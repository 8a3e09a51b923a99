package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.domain.Utf8Order;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.Scores;
import dev.tidemark.model.TensorFlowScorer;
import dev.tidemark.store.adapter.Backoff;
import dev.tidemark.store.adapter.DynamoDbInteractionStore;
import dev.tidemark.store.adapter.ExportReader;
import dev.tidemark.store.adapter.ScanTableExport;
import dev.tidemark.store.adapter.SharedDynamoDb;
import dev.tidemark.store.adapter.TestTables;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.model.ConsoleProgress;
import dev.tidemark.training.model.Hyperparameters;
import dev.tidemark.training.model.Trainer;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.ScoringGraph;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand random histories go both ways: written to the table, exported and run through the
 * training graph; and read back from the table as the recommend function does and run through DJL.
 */
class TrainingServingParityIT {
  private static final int SHOPPERS = 1000;
  private static final int ITEMS = 60;
  private static final int WINDOW = 16;
  private static final float TOLERANCE = 1e-5f;
  private static final float LOG_TOLERANCE = 1e-4f;
  private static final long NOW = 1_900_000_000_000L;
  private static final SequenceSize SIZE = new SequenceSize(WINDOW, 10);
  private static final Compute COMPUTE = new Compute(1, Precision.FP32);
  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.of("dimension", "8", "hidden", "12", "window", "16", "older", "10", "stride", "8"));

  private final SplittableRandom random = new SplittableRandom(17);
  private final Map<UserKey, List<Interaction>> unknown =
      new TreeMap<>((a, b) -> Utf8Order.INSTANCE.compare(a.value(), b.value()));

  @Test
  void shouldScoreEveryHistoryAlikeInTrainingAndInService(@TempDir Path folder) throws IOException {
    try (TestTables tables = new TestTables(SharedDynamoDb.get())) {
      // Given: a model trained on what an export of the table holds
      DynamoDbInteractionStore store =
          new DynamoDbInteractionStore(
              tables.client(),
              tables.interactions(),
              Clock.systemUTC(),
              Duration.ZERO,
              Backoff.ofTotal(Duration.ofSeconds(20)));
      fill(store);
      Path export = folder.resolve("export");
      new ScanTableExport(tables.client(), tables.interactions(), tables.catalogue())
          .export(export);
      InteractionLog log = new InteractionLog();
      for (int i = 0; i < ITEMS; i++) {
        log.add(item(i));
      }
      new ExportReader(export).interactions(log::add);
      log.sortAsServed();
      TrainingData data =
          new LogEncoder(log, Split.leaveOneOut()).encode(WINDOW, PARAMETERS.older());
      Trainer trainer =
          new Trainer(data, PARAMETERS, false, COMPUTE, new ConsoleProgress(System.out, false));
      Map<String, float[]> weights = trainer.train(2, 3, Optional.empty()).weights();
      ModelPackage model = write(folder, data, trainer, weights);

      // And: afterwards some shoppers also met items that the model does not know
      unknown.values().forEach(store::put);

      // When
      List<UserKey> users = users();
      try (TensorFlowScorer scorer = TensorFlowScorer.load(model);
          TrainingGraph graph =
              new TrainingGraph(trainer.shape(), data.features(), List.of(SIZE), COMPUTE)) {
        graph.initialise(weights);
        SequenceEncoder encoder = model.encoder();
        int next = 0;
        for (UserKey user : users) {
          List<Interaction> served = new ArrayList<>(store.newest(user, 10 * WINDOW));
          Collections.reverse(served);
          History history = encoder.history(served);
          EncodedSequence sequence = encoder.encode(history, NOW);
          History trained = history.size() == 0 ? history : data.histories().get(next++);

          // Then
          assertThat(history.items(0, history.size())).isEqualTo(trained.items(0, trained.size()));
          float[] expected = trainingLikelihoods(graph, data, encoder, trained);
          Scores actual = scorer.score(sequence);
          assertThat(actual.logits()).hasSameSizeAs(expected);
          for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(Math.exp(actual.logits()[i]) - expected[i])).isLessThan(TOLERANCE);
            assertThat((double) actual.logits()[i])
                .isCloseTo(Math.log(expected[i]), within((double) LOG_TOLERANCE));
          }
        }
        assertThat(next).isEqualTo(data.histories().size());
      }
    }
  }

  /** The probability of every item after the history, from the graph that training uses. */
  private static float[] trainingLikelihoods(
      TrainingGraph graph, TrainingData data, SequenceEncoder encoder, History history) {
    EncodedSequence sequence = encoder.encode(history, NOW);
    int from = history.size() - (sequence.recent() - 1);
    long origin = seconds(history, 0);
    int asked = (int) (seconds(history, history.size() - 1) - origin);
    int[] items = new int[SIZE.slots()];
    int[] behaviours = new int[SIZE.slots()];
    int[] gaps = new int[SIZE.slots()];
    int[] occurrences = new int[SIZE.slots()];
    int[] seconds = new int[SIZE.slots()];
    Arrays.fill(seconds, TowerBatch.HIDDEN);
    int empty = SIZE.older() - sequence.older();
    for (int i = 0; i < sequence.length(); i++) {
      items[empty + i] = sequence.items()[i];
      behaviours[empty + i] = sequence.behaviours()[i];
      gaps[empty + i] = sequence.gaps()[i];
      occurrences[empty + i] = sequence.occurrences()[i];
      int row = from - sequence.older() + i - (i > sequence.older() ? 1 : 0);
      seconds[empty + i] = i == sequence.older() ? 0 : (int) (seconds(history, row) - origin);
    }
    int last = sequence.recent() - 1;
    int[] requestGaps = new int[SIZE.positions()];
    int[] requestSeconds = new int[SIZE.positions()];
    requestGaps[last] = sequence.requestGap();
    requestSeconds[last] = asked + (int) (RequestGap.millis(sequence.requestGap()) / 1000);
    int count = data.vocabulary().size();
    int columns = (count + TrainingGraph.CHUNKS - 1) / TrainingGraph.CHUNKS;
    int[] predictFrom = new int[columns * TrainingGraph.CHUNKS];
    int[] targets = new int[predictFrom.length];
    float[] popularity = new float[predictFrom.length];
    float[] latest = data.recent().latest();
    Arrays.fill(predictFrom, last);
    for (int i = 0; i < count; i++) {
      targets[i] = i;
      popularity[i] = latest[i];
    }
    TowerBatch batch =
        new TowerBatch(
            1,
            items,
            behaviours,
            gaps,
            occurrences,
            seconds,
            requestGaps,
            requestSeconds,
            predictFrom,
            targets,
            popularity,
            new float[targets.length]);
    float[] likelihoods = new float[count];
    int next = 0;
    for (float[] chunk : graph.likelihoods(SIZE, List.of(batch))) {
      for (int i = 0; i < chunk.length && next < count; i++) {
        likelihoods[next++] = chunk[i];
      }
    }
    return likelihoods;
  }

  /** The time of an interaction; of no meaning where there is none. */
  private static long seconds(History history, int row) {
    return row < 0 || row >= history.size() ? 0 : history.millis(row) / 1000;
  }

  private static ModelPackage write(
      Path folder, TrainingData data, Trainer trainer, Map<String, float[]> weights)
      throws IOException {
    Path target = Files.createDirectory(folder.resolve("package"));
    try (ScoringGraph graph = trainer.scoring()) {
      graph.load(weights);
      new PackageWriter(data, PARAMETERS, 3)
          .write(
              target,
              graph,
              new PackageWriter.Figures(List.of(), 1, 0, Map.of(), Map.of(), false),
              Instant.EPOCH,
              "unknown");
    }
    return ModelPackage.read(target);
  }

  /** Histories from empty to four windows, many of them with several interactions at an instant. */
  private void fill(DynamoDbInteractionStore store) {
    List<Interaction> batch = new ArrayList<>();
    for (UserKey user : users()) {
      int size = random.nextInt(10) == 0 ? 0 : random.nextInt(4 * WINDOW);
      long time = 1_600_000_000_000L;
      List<Interaction> strange = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        time += random.nextInt(3) == 0 ? random.nextLong(10_000_000_000L) : 0;
        batch.add(interaction(user, "item" + random.nextInt(ITEMS), time));
        if (random.nextInt(5) == 0) {
          strange.add(interaction(user, "new" + random.nextInt(ITEMS), time));
        }
      }
      unknown.put(user, strange);
    }
    for (int i = 0; i < batch.size(); i += 500) {
      store.put(batch.subList(i, Math.min(batch.size(), i + 500)));
    }
  }

  private Interaction interaction(UserKey user, String itemId, long time) {
    List<String> types = List.of(Behaviour.VIEW, Behaviour.PURCHASE, Behaviour.RATING);
    return new Interaction(
        user,
        Long.toHexString(random.nextLong()),
        itemId,
        types.get(random.nextInt(types.size())),
        Instant.ofEpochMilli(time),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }

  private static Item item(int i) {
    return new Item(
        "item" + i, "", "group" + i % 5 + "/" + i % 11, 1 + i, List.of(), List.of(), true);
  }

  /** In the order of their keys, which is that of the training data. */
  private static List<UserKey> users() {
    List<UserKey> users = new ArrayList<>();
    for (int i = 0; i < SHOPPERS; i++) {
      users.add(new UserKey(String.format(Locale.ROOT, "shopper%04d", i)));
    }
    return users;
  }
}
