package dev.tidemark.training.fit;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Blend;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.ModelRanker;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.graph.NetworkWeights;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.network.graph.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A process of its own for {@link MemoryBoundIT}: goes the training job's way from the log to
 * training steps and a ranking, with as many made-up interactions as told, and prints the most
 * memory it ever had.
 */
final class SyntheticTraining {
  private static final int ITEMS = 50_000;
  private static final int EVENTS_PER_SHOPPER = 10;
  private static final int BATCHES_OF_A_LENGTH = 2;
  private static final int QUERIES = 256;
  private static final Compute COMPUTE = new Compute(Device.CPU, 2, Precision.FP32);
  private static final long SEED = 1;
  private static final String[] TYPES = {"view", "click", "favourite", "add_to_cart", "purchase"};
  private static final long FIRST_MINUTE = 28_000_000;
  private static final int MINUTES = 365 * 24 * 60;

  private SyntheticTraining() {}

  /**
   * @param arguments the number of interactions
   */
  public static void main(String[] arguments) throws IOException {
    TrainingData data = encoded(Integer.parseInt(arguments[0]));
    BatchPlan plan = new BatchPlan(data, Hyperparameters.DEFAULT);
    SequenceEncoder encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    Hyperparameters parameters = Hyperparameters.DEFAULT;
    NetworkShape shape =
        NetworkShape.of(
            data.vocabulary(),
            data.features(),
            data.spec(),
            parameters.dimension(),
            parameters.hidden(),
            false,
            parameters.without());
    try (TrainingGraph graph =
            new TrainingGraph(
                shape, data.features(), plan.sizes(), parameters.dropoutRates(), COMPUTE);
        ScoringGraph scoring = new ScoringGraph(shape, data.features(), Device.CPU)) {
      graph.initialise(NetworkWeights.initial(shape, SEED, data.popularity()));
      train(graph, plan, encoder, data.recent());
      Map<String, float[]> weights = graph.averagedWeights();
      Blend blend = new Blend(Blend.Shares.NONE, Counting.of(data, encoder, shape));
      scoring.load(weights);
      new Evaluator(data.vocabulary().size(), false)
          .evaluate(
              new ModelRanker(scoring, encoder, millis -> 0, moment -> blend),
              data.test().subList(0, QUERIES));
    }
    System.out.printf("%d interactions, peak %d kB%n", data.interactions(), peakKilobytes());
  }

  private static TrainingData encoded(int events) {
    InteractionLog log = new InteractionLog();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < events; i++) {
      log.add(interaction(random, events / EVENTS_PER_SHOPPER));
    }
    log.sortAsServed();
    return new LogEncoder(log, Split.leaveOneOut(Optional.empty()))
        .encode(Hyperparameters.DEFAULT.window(), Hyperparameters.DEFAULT.older());
  }

  /** A few shoppers do and a few items get much; baskets share a minute; ids of 20 to 60 bytes. */
  private static Interaction interaction(SplittableRandom random, int shoppers) {
    double shopper = Math.pow(random.nextDouble(), 2) * shoppers;
    double item = Math.pow(random.nextDouble(), 3) * ITEMS;
    long minute = FIRST_MINUTE + random.nextInt(MINUTES);
    return new Interaction(
        key((long) shopper),
        Long.toHexString(random.nextLong() | Long.MIN_VALUE) + "-".repeat(random.nextInt(4, 45)),
        "item-" + (int) item,
        TYPES[random.nextInt(TYPES.length)],
        Instant.ofEpochSecond(minute * 60),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }

  /** As long as a pseudonym, 43 characters, and in no order. */
  private static UserKey key(long shopper) {
    String digits = Long.toHexString(new SplittableRandom(shopper).nextLong() | Long.MIN_VALUE);
    return new UserKey(digits + digits + digits.substring(0, 11));
  }

  private static void train(
      TrainingGraph graph, BatchPlan plan, SequenceEncoder encoder, RecentShare popularity) {
    Map<SequenceSize, Integer> done = new HashMap<>();
    long step = 0;
    for (Batch batch : plan.batches(SEED, 1)) {
      if (done.merge(batch.size(), 1, Integer::sum) <= BATCHES_OF_A_LENGTH) {
        double loss =
            graph.train(
                batch.size(),
                batch.shares(encoder, popularity, COMPUTE.towers()),
                Hyperparameters.DEFAULT.options(++step),
                SEED,
                step);
        if (!Double.isFinite(loss)) {
          throw new DivergedException(1, step, Hyperparameters.DEFAULT.learningRate());
        }
      }
    }
  }

  /** The largest resident set of this process so far. */
  private static long peakKilobytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
