package dev.tidemark.training.fit;

import dev.tidemark.features.Input;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Blend.Shares;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.store.files.Folder;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.ModelRanker;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.graph.NetworkWeights;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.network.graph.TrainingGraph;
import dev.tidemark.training.network.graph.UnseenItems;
import dev.tidemark.training.network.items.ItemVectors;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains the network epoch by epoch until the validation figure stops rising, and keeps the weights
 * of the best epoch. Seed, data and hyperparameters fix the result on a given machine, also where
 * training was interrupted and taken up again.
 */
public final class Trainer {
  private final TrainingData data;
  private final Hyperparameters parameters;
  private final ItemFeatures features;
  private final NetworkShape shape;
  private final Progress progress;
  private final Compute compute;
  private final Evaluator evaluator;
  private final SequenceEncoder encoder;
  private final SequenceEncoder windows;

  /**
   * The weights of the best epoch and how all went.
   *
   * @param best index into {@code epochs}
   * @param blend chosen on validation
   */
  public record Outcome(
      Map<String, float[]> weights, List<EpochReport> epochs, int best, Blend blend) {}

  /**
   * @param excludeSeen whether validation leaves a shopper's earlier items out of the ranking
   */
  public Trainer(
      TrainingData data,
      Hyperparameters parameters,
      boolean excludeSeen,
      Compute compute,
      Progress progress) {
    this.data = data;
    this.parameters = parameters;
    this.progress = progress;
    this.compute = compute;
    evaluator = new Evaluator(data.vocabulary().size(), excludeSeen);
    encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    windows =
        new SequenceEncoder(
            data.vocabulary(), data.spec().reading(parameters.window(), parameters.older()));
    features = known(data.features(), parameters.without(), data.vocabulary().size());
    shape =
        NetworkShape.of(
            data.vocabulary(),
            features,
            data.spec(),
            parameters.dimension(),
            parameters.hidden(),
            excludeSeen,
            parameters.without());
  }

  private static ItemFeatures known(ItemFeatures features, Set<Part> without, int items) {
    if (without.contains(Part.ITEM_FEATURES)) {
      return ItemFeatures.unknown(items);
    }
    ItemFeatures titled = without.contains(Part.TITLES) ? features.withoutTitles() : features;
    return without.contains(Part.CONTENT) ? titled.withoutContent() : titled;
  }

  public NetworkShape shape() {
    return shape;
  }

  /** An empty network to load an outcome's weights into, to be closed by the caller. */
  public ScoringGraph scoring() {
    return new ScoringGraph(shape, features, compute.device());
  }

  /** The trained network for all items that are to be served, to be closed by the caller. */
  public ScoringGraph serving(ServedItems served, Outcome outcome) {
    int items = served.vocabulary().size();
    UnseenItems unseen = unseen(served);
    ScoringGraph graph =
        new ScoringGraph(
            shape.withItems(items),
            known(served.features(), parameters.without(), items),
            compute.device());
    graph.load(unseen.join(outcome.weights(), unseenShare(unseen)));
    return graph;
  }

  /**
   * What a training's answers at some time are blended from.
   *
   * @param millis when is asked, epoch milliseconds; what was in demand is known as of then
   */
  public Blend blendAt(Outcome outcome, long millis) {
    return at(outcome.blend(), data.recent().knownAt(millis));
  }

  private Blend at(Blend blend, long moment) {
    return blend.at(Counting.demand(data, blend.counts().habit(), moment));
  }

  /** What is to be blended into its answers. */
  public Blend servedBlend(ServedItems served, Outcome outcome) {
    UnseenItems unseen = unseen(served);
    Blend blend = outcome.blend();
    return new Blend(blend.shares(), unseen.join(blend.counts(), unseenShare(unseen)));
  }

  /** What makes items rankable that come after this training. */
  public FeatureTables servedFeatures(ServedItems served, Outcome outcome) {
    return ItemVectors.tables(
        features.encoder(),
        outcome.weights(),
        unseen(served)
            .later(
                outcome.weights(), outcome.blend().counts().demand(), data.recent()::latestUnseen));
  }

  private UnseenItems unseen(ServedItems served) {
    return new UnseenItems(data.popularity(), served.vocabulary().size());
  }

  private float unseenShare(UnseenItems unseen) {
    return data.recent().latestUnseen(unseen.frequency());
  }

  /**
   * Keeps the state of one training: of this data as it is split, with these parameters, weights
   * and precision. Another machine may take it up, also one with more cores.
   *
   * @param folder of its own
   */
  public Checkpoint checkpoint(Folder folder, long seed) {
    return new Checkpoint(
        folder,
        String.join(
            "\n",
            data.hash(),
            Integer.toString(Arrays.hashCode(data.trained())),
            "by time " + data.byTime(),
            "weights " + data.weights(),
            "seen items excluded " + evaluator.excludeSeen(),
            parameters.named().toString(),
            shape.toString(),
            "inputs " + Arrays.toString(Input.values()),
            "precision " + compute.precision(),
            "seed " + seed));
  }

  /**
   * @param checkpoint where to keep the state after every epoch, and to look for one to go on from
   * @throws DivergedException where the loss is no longer a number
   * @throws IOException where the checkpoint cannot be read or written
   */
  public Outcome train(int epochs, long seed, Optional<Checkpoint> checkpoint) throws IOException {
    TrainingState fitted = fit(epochs, seed, checkpoint);
    try (ScoringGraph scoring = scoring()) {
      scoring.load(fitted.bestWeights());
      Counts counts = Counting.of(data, encoder, shape);
      Ranker network = ranker(scoring, new Blend(Shares.NONE, counts));
      Blend blend = new BlendChoice(data, counts, network, encoder, evaluator).best();
      Map<String, float[]> weights = new LinkedHashMap<>(fitted.bestWeights());
      weights.put(ScoringGraph.POPULARITY, counts.demand().recent());
      return new Outcome(weights, fitted.epochs(), fitted.best(), blend);
    }
  }

  /** How well the trained network ranks what is held out as the test. */
  public RankingMetrics test(Outcome outcome) {
    try (ScoringGraph scoring = scoring()) {
      scoring.load(outcome.weights());
      return evaluator.evaluate(ranker(scoring, outcome.blend()), data.test());
    }
  }

  private Ranker ranker(ScoringGraph graph, Blend blend) {
    return new ModelRanker(graph, encoder, data.recent()::knownAt, moment -> at(blend, moment));
  }

  /** Trains the network alone. */
  private TrainingState fit(int epochs, long seed, Optional<Checkpoint> checkpoint)
      throws IOException {
    BatchPlan plan = new BatchPlan(data, parameters);
    Optional<Checkpoint.Kept> kept =
        checkpoint.isEmpty() ? Optional.empty() : checkpoint.get().load();
    try (TrainingGraph graph =
            new TrainingGraph(shape, features, plan.sizes(), parameters.dropoutRates(), compute);
        ScoringGraph scoring = scoring()) {
      Counts nothing =
          Counting.counts(
              data, Optional.empty(), SequentialRules.none(shape.items()), shape.onlyNew());
      Ranker ranker = ranker(scoring, new Blend(Shares.NONE, nothing));
      TrainingState state;
      if (kept.isPresent()) {
        state = kept.get().state();
        graph.restore(kept.get().graph());
        progress.resumed(state.epochs(), epochs);
      } else {
        graph.initialise(NetworkWeights.initial(shape, seed, data.popularity()));
        state = new TrainingState(0, List.of(), 0, Map.of());
      }
      EpochRun run = new EpochRun(graph, plan, seed, epochs, state.step());
      while (state.epochs().size() < epochs
          && (state.epochs().isEmpty() || state.waited() < parameters.patience())) {
        int epoch = state.epochs().size() + 1;
        run.train(epoch);
        Map<String, float[]> weights = graph.averagedWeights();
        scoring.load(weights);
        EpochReport report =
            new EpochReport(
                epoch,
                run.loss(),
                evaluator.evaluate(ranker, data.validation()).ndcg(),
                run.eventsPerSecond());
        state = state.after(report, weights, run.step);
        if (checkpoint.isPresent()) {
          checkpoint.get().save(state, graph.state());
        }
        progress.epoch(report, epochs, run.secondsLeft(epoch));
      }
      return state;
    }
  }

  /** Runs the batches of one epoch after another. */
  private final class EpochRun {
    private final TrainingGraph graph;
    private final BatchPlan plan;
    private final long seed;
    private final int epochs;
    private long step;
    private long done;
    private double lossSum;
    private long started;

    EpochRun(TrainingGraph graph, BatchPlan plan, long seed, int epochs, long step) {
      this.graph = graph;
      this.plan = plan;
      this.seed = seed;
      this.epochs = epochs;
      this.step = step;
    }

    void train(int epoch) {
      done = 0;
      lossSum = 0;
      started = System.nanoTime();
      for (Batch batch : plan.batches(seed, epoch)) {
        step++;
        double loss =
            graph.train(
                batch.size(),
                batch.shares(windows, data.recent(), compute.towers()),
                parameters.options(step),
                seed,
                step);
        if (!Double.isFinite(loss)) {
          throw new DivergedException(epoch, step, parameters.learningRate());
        }
        lossSum += loss * batch.targets();
        done += batch.targets();
        double share = (double) done / plan.targets();
        progress.step(
            epoch, epochs, share, loss(), eventsPerSecond(), secondsLeft(epoch - 1 + share));
      }
    }

    double loss() {
      return lossSum / done;
    }

    double eventsPerSecond() {
      return done * 1e9 / Math.max(1, System.nanoTime() - started);
    }

    long secondsLeft(double epochsDone) {
      return Math.round((epochs - epochsDone) * plan.targets() / eventsPerSecond());
    }
  }
}
