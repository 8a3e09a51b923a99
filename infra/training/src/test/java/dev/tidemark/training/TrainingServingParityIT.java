package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.Input;
import dev.tidemark.features.RequestContext;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Window;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Habit;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.ExportReader;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.ScanTableExport;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import dev.tidemark.training.data.BehaviourWeights;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.RuleTable;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.fit.ConsoleProgress;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.fit.TrainingWindow;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.network.graph.TrainingGraph;
import dev.tidemark.training.publish.PackageWriter;
import dev.tidemark.training.publish.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand random histories go both ways: written to the table, exported and run through the
 * training graph; and read back from the table as the recommend function does and run through DJL.
 */
class TrainingServingParityIT {
  private static final int SHOPPERS = 1000;
  static final int ITEMS = 60;
  static final int WINDOW = 16;
  private static final float TOLERANCE = 1e-5f;
  private static final float LOG_TOLERANCE = 1e-4f;
  private static final SequenceSize SIZE = new SequenceSize(WINDOW, 10);
  static final Habit HABIT = new Habit(200, 0.5);
  private static final float HABIT_SHARE = 0.3f;
  private static final float RULE_SHARE = 0.2f;
  static final float TREND = 0.4f;
  static final float POPULARITY = -0.3f;

  private static final Compute COMPUTE = new Compute(Device.CPU, 1, Precision.FP32);
  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.of("dimension", "8", "hidden", "12", "window", "16", "older", "10", "stride", "8"));

  private final SplittableRandom random = new SplittableRandom(17);
  private final Map<UserKey, List<Interaction>> unknown =
      new TreeMap<>(Comparator.comparing(UserKey::value));

  /** What is learnt of each shopper in the order of the list, which is to be that of both sides. */
  private final Map<UserKey, List<String>> listed = new HashMap<>();

  private long sequence;

  @ParameterizedTest(name = "items of the history left out: {0}")
  @ValueSource(booleans = {false, true})
  void shouldScoreEveryHistoryAlikeInTrainingAndInService(boolean excludeSeen, @TempDir Path folder)
      throws IOException {
    try (TestTables tables = new TestTables(SharedDynamoDb.get())) {
      // Given: a model trained on what an export of the table holds
      DynamoDbInteractionStore store =
          new DynamoDbInteractionStore(
              tables.client(),
              tables.interactions(),
              Clock.systemUTC(),
              Duration.ZERO,
              Backoff.ofTotal(Duration.ofSeconds(20)),
              Lanes.several());
      fill(store);
      Path export = folder.resolve("export");
      new ScanTableExport(tables.client())
          .export(tables.interactions(), export.resolve("interactions"), Instant.now());
      InteractionLog log = new InteractionLog();
      for (int i = 0; i < ITEMS; i++) {
        log.add(item(i));
      }
      new ExportReader(new LocalFolder(export), Map.of()).interactions(log::add);
      log.sortAsServed();
      TrainingData data =
          new LogEncoder(log, Split.leaveOneOut(Optional.empty()))
              .encode(WINDOW, PARAMETERS.older());
      Trainer trainer =
          new Trainer(
              data, PARAMETERS, excludeSeen, COMPUTE, new ConsoleProgress(System.out, false));
      Trainer.Outcome outcome = trainer.train(2, 3, Optional.empty());
      Map<String, float[]> weights = outcome.weights();
      disturb(weights);
      Blend blend = disturbed(outcome.blend().counts());
      ModelPackage model = write(folder, data, trainer, weights, blend);

      // And: afterwards some shoppers also met items that the model does not know
      put(store, unknown.values().stream().flatMap(List::stream).toList());

      // When
      List<UserKey> users = users();
      try (PackageScorer scorer = PackageScorer.load(model);
          TrainingGraph graph =
              new TrainingGraph(
                  trainer.shape(), data.features(), List.of(SIZE), DropoutRates.NONE, COMPUTE)) {
        graph.initialise(weights);
        SequentialRules rules = RuleTable.of(data);
        SequenceEncoder encoder = model.encoder();
        Set<Integer> requestGaps = new HashSet<>();
        Set<Integer> requestContexts = new HashSet<>();
        Set<Integer> kinds = new HashSet<>();
        int next = 0;
        List<EncodedSequence> asked = new ArrayList<>();
        List<double[]> answered = new ArrayList<>();
        for (UserKey user : users) {
          List<Interaction> served = new ArrayList<>(store.newest(user, 10 * WINDOW));
          Collections.reverse(served);
          History history = encoder.history(served);
          History trained = history.size() == 0 ? history : data.histories().get(next++);
          long now = asked(history);
          EncodedSequence sequence = encoder.encode(history, now);
          requestGaps.add(sequence.requestGap());
          requestContexts.add(sequence.of(Input.REQUEST_CONTEXTS)[0]);
          kinds.add(sequence.behaviours()[sequence.length() - 1]);

          // Then
          assertThat(history.items(0, history.size())).isEqualTo(trained.items(0, trained.size()));
          assertThat(IntStream.of(history.items(0, history.size())))
              .extracting(item -> data.vocabulary().entry(item).itemId())
              .isEqualTo(listed.getOrDefault(user, List.of()));
          double[] expected =
              CountedByHand.withDemand(
                  trainingLikelihoods(graph, data, encoder, trained, now), blend.counts().demand());
          if (!excludeSeen) {
            CountedByHand.mix(
                HABIT_SHARE,
                CountedByHand.habits(sequence, data, blend.counts().demand()),
                expected);
          }
          CountedByHand.mix(
              RULE_SHARE, CountedByHand.followed(history, rules, expected.length), expected);
          if (excludeSeen) {
            CountedByHand.leaveOutSeen(sequence, expected);
          }
          double[] actual = scorer.score(sequence).probabilities();
          asked.add(sequence);
          answered.add(actual);
          assertThat(actual).hasSameSizeAs(expected);
          for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThan(TOLERANCE);
            if (expected[i] == 0) {
              assertThat(actual[i]).isZero();
            } else {
              assertThat(Math.log(actual[i]))
                  .isCloseTo(Math.log(expected[i]), within((double) LOG_TOLERANCE));
            }
          }
        }
        assertThat(next).isEqualTo(data.histories().size());
        assertSameTogether(scorer, asked, answered);
        assertThat(requestGaps).hasSize(1 + encoder.spec().maxRequestGap());
        assertThat(requestContexts)
            .as("each month with and without a promotion")
            .hasSize(RequestContext.COUNT - RequestContext.PROMOTIONS);
        assertThat(kinds).as("each with and without stars").hasSize(1 + encoder.spec().kinds());
      }
    }
  }

  /** Of other lengths, below each other. */
  private static void assertSameTogether(
      PackageScorer scorer, List<EncodedSequence> asked, List<double[]> answered) {
    List<Answer> together = scorer.score(asked);
    for (int row = 0; row < asked.size(); row++) {
      assertThat(together.get(row).probabilities())
          .containsExactly(answered.get(row), within((double) TOLERANCE));
    }
  }

  /** Few steps leave weights at zero, where both sides could use them differently unnoticed. */
  private void disturb(Map<String, float[]> weights) {
    weights.forEach(
        (name, values) -> {
          for (int i = 0; i < values.length && !name.equals(ScoringGraph.POPULARITY); i++) {
            values[i] += (float) random.nextDouble(-0.1, 0.1);
          }
        });
  }

  /** The shares are not what was chosen, but all of them count. */
  private Blend disturbed(Counts counts) {
    Demand demand =
        new Demand(counts.demand().recent(), someOfEachItem(), someOfEachItem(), someOfEachItem());
    boolean habits = counts.habit().isPresent();
    return new Blend(
        new Blend.Shares(habits ? HABIT_SHARE : 0, RULE_SHARE, TREND, POPULARITY),
        new Counts(
            habits ? Optional.of(HABIT) : Optional.empty(),
            counts.behaviours(),
            counts.rules(),
            counts.onlyNew(),
            demand));
  }

  private float[] someOfEachItem() {
    float[] some = new float[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      some[i] = (float) random.nextDouble();
    }
    return some;
  }

  /** A moment in any step of the request gap. */
  private long asked(History history) {
    long newest = history.size() == 0 ? 0 : history.millis(history.size() - 1);
    return newest + random.nextLong(1L << random.nextInt(10, 37));
  }

  /**
   * The probability of every item after the history, as training sees it: one window for each item,
   * which is the target there.
   */
  private static float[] trainingLikelihoods(
      TrainingGraph graph, TrainingData data, SequenceEncoder encoder, History history, long now) {
    int count = data.vocabulary().size();
    int end = history.size();
    Window window = new Window(Math.max(0, end - (WINDOW - 1)), end, end + 1);
    List<TrainingWindow> windows = new ArrayList<>();
    for (int item = 1; item <= count; item++) {
      windows.add(
          new TrainingWindow(
              followedBy(history, item, now), window, end + 1, false, BehaviourWeights.ALIKE));
    }
    TowerBatch batch = new Batch(SIZE, windows).shares(encoder, data.recent(), 1).get(0);
    // Training knows what was popular at the target's time, serving at the end of training.
    float[] latest = data.recent().at(data.recent().afterNewest());
    for (int i = 0; i < count; i++) {
      batch.popularity()[i] = latest[batch.targets()[i]];
    }
    float[] likelihoods = new float[count];
    int next = 0;
    for (float[] chunk : graph.likelihoods(SIZE, List.of(batch))) {
      for (int i = 0; i < chunk.length && next < count; i++) {
        likelihoods[batch.targets()[next++]] = chunk[i];
      }
    }
    return likelihoods;
  }

  private static History followedBy(History history, int item, long millis) {
    History longer = new History(history.size() + 1);
    for (int i = 0; i < history.size(); i++) {
      longer.add(
          history.item(i),
          history.behaviour(i),
          history.millis(i),
          history.value(i),
          history.isPromoted(i));
    }
    longer.add(item, 0, millis, Float.NaN);
    return longer;
  }

  private static ModelPackage write(
      Path folder, TrainingData data, Trainer trainer, Map<String, float[]> weights, Blend blend)
      throws IOException {
    Path target = Files.createDirectory(folder.resolve("package"));
    try (ScoringGraph graph = trainer.scoring()) {
      graph.load(weights);
      TrainingRun.Settings settings =
          new TrainingRun.Settings(
              PARAMETERS,
              COMPUTE,
              2,
              3,
              Optional.of("v"),
              Optional.empty(),
              Instant.EPOCH,
              "unknown");
      ModelPackage begun =
          new PackageWriter(data, data.vocabulary(), settings)
              .begin(
                  target,
                  graph,
                  trainer.servedFeatures(
                      new ServedItems(data.vocabulary(), data.features()),
                      new Trainer.Outcome(weights, List.of(), 0, blend)),
                  blend,
                  new PackageWriter.Figures(List.of(), 1, 0, Map.of(), Map.of(), false));
      PackageWriter.finish(begun, Comparison.NONE);
    }
    return PackageFiles.read(target);
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
        Interaction known = interaction(user, "item" + random.nextInt(ITEMS), time);
        batch.add(known);
        if (!Behaviour.takesBack(known.type())) {
          listed.computeIfAbsent(user, any -> new ArrayList<>()).add(known.itemId());
        }
        if (random.nextInt(5) == 0) {
          strange.add(interaction(user, "new" + random.nextInt(ITEMS), time));
        }
      }
      unknown.put(user, strange);
    }
    put(store, batch);
  }

  private static void put(DynamoDbInteractionStore store, List<Interaction> interactions) {
    for (int i = 0; i < interactions.size(); i += 500) {
      store.put(interactions.subList(i, Math.min(interactions.size(), i + 500)));
    }
  }

  private Interaction interaction(UserKey user, String itemId, long time) {
    List<String> types = List.of(Behaviour.VIEW, Behaviour.PURCHASE, Behaviour.RATING, "refund");
    int stars = random.nextInt(6);
    return new Interaction(
        user,
        Long.toHexString(random.nextLong()),
        itemId,
        types.get(random.nextInt(types.size())),
        Instant.ofEpochMilli(time),
        sequence++,
        stars == 0 ? Double.NaN : stars,
        Double.NaN,
        0,
        random.nextBoolean() ? Map.of() : Map.of("promotion", "sale"));
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
