package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.domain.Utf8Order;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.model.ModelPackage;
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
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.ScoringGraph;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final Hyperparameters PARAMETERS =
      new Hyperparameters(8, 12, WINDOW, 8, 512, 5e-3f, 0.2f, 1f, 3);

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
      TrainingData data = new LogEncoder(log, Split.leaveOneOut()).encode(WINDOW);
      Trainer trainer =
          new Trainer(data, PARAMETERS, false, 1, new ConsoleProgress(System.out, false));
      Map<String, float[]> weights = trainer.train(1, 3).weights();
      ModelPackage model = write(folder, data, trainer.shape(), weights);

      // And: afterwards some shoppers also met items that the model does not know
      unknown.values().forEach(store::put);

      // When
      List<UserKey> users = users();
      try (TensorFlowScorer scorer = TensorFlowScorer.load(model);
          TrainingGraph graph =
              new TrainingGraph(trainer.shape(), data.features(), List.of(WINDOW), 1)) {
        graph.initialise(weights);
        SequenceEncoder encoder = model.encoder();
        int next = 0;
        for (UserKey user : users) {
          List<Interaction> served = new ArrayList<>(store.newest(user, 10 * WINDOW));
          Collections.reverse(served);
          History history = encoder.history(served);
          EncodedSequence sequence = encoder.encode(history);
          History trained = history.size() == 0 ? history : data.histories().get(next++);

          // Then
          assertThat(history.items(0, history.size())).isEqualTo(trained.items(0, trained.size()));
          float[] expected = trainingLogits(graph, data, encoder.encode(trained));
          float[] actual = scorer.score(sequence);
          assertThat(actual).hasSameSizeAs(expected);
          for (int i = 0; i < actual.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThan(TOLERANCE);
          }
        }
        assertThat(next).isEqualTo(data.histories().size());
      }
    }
  }

  /** The logits at the last position, from the graph that training uses. */
  private static float[] trainingLogits(
      TrainingGraph graph, TrainingData data, EncodedSequence sequence) {
    int[] items = new int[WINDOW];
    int[] behaviours = new int[WINDOW];
    int[] gaps = new int[WINDOW];
    System.arraycopy(sequence.items(), 0, items, 0, sequence.length());
    System.arraycopy(sequence.behaviours(), 0, behaviours, 0, sequence.length());
    System.arraycopy(sequence.gaps(), 0, gaps, 0, sequence.length());
    int[] positions = new int[TrainingGraph.CHUNKS];
    positions[0] = sequence.length() - 1;
    TowerBatch batch =
        new TowerBatch(
            1,
            items,
            behaviours,
            gaps,
            positions,
            new int[positions.length],
            new float[positions.length]);
    float[] logits = graph.logits(WINDOW, List.of(batch)).get(0);
    assertThat(logits).hasSize(data.vocabulary().size());
    return logits;
  }

  private static ModelPackage write(
      Path folder, TrainingData data, NetworkShape shape, Map<String, float[]> weights)
      throws IOException {
    Path target = Files.createDirectory(folder.resolve("package"));
    try (ScoringGraph graph = new ScoringGraph(shape, data.features())) {
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
