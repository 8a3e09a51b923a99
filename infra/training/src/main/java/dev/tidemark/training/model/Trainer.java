package dev.tidemark.training.model;

import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.ModelRanker;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.ScoringGraph;
import dev.tidemark.training.network.TrainingGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final boolean excludeSeen;
  private final SequenceEncoder encoder;

  /**
   * The weights of the best epoch and how all went.
   *
   * @param best index into {@code epochs}
   */
  public record Outcome(Map<String, float[]> weights, List<EpochReport> epochs, int best) {}

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
    this.excludeSeen = excludeSeen;
    encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    features =
        parameters.without().contains(Part.ITEM_FEATURES)
            ? ItemFeatures.unknown(data.vocabulary().size())
            : data.features();
    shape =
        NetworkShape.of(
            data.vocabulary(),
            features,
            data.spec(),
            parameters.dimension(),
            parameters.hidden(),
            parameters.without());
  }

  public NetworkShape shape() {
    return shape;
  }

  /** An empty network to load an outcome's weights into, to be closed by the caller. */
  public ScoringGraph scoring() {
    return new ScoringGraph(shape, features);
  }

  /**
   * @param checkpoint where to keep the state after every epoch, and to look for one to go on from
   * @throws DivergedException where the loss is no longer a number
   * @throws IOException where the checkpoint cannot be read or written
   */
  public Outcome train(int epochs, long seed, Optional<Checkpoint> checkpoint) throws IOException {
    BatchPlan plan = new BatchPlan(data, parameters);
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), excludeSeen);
    Optional<TrainingState> kept =
        checkpoint.isEmpty() ? Optional.empty() : checkpoint.get().load();
    try (TrainingGraph graph = new TrainingGraph(shape, features, plan.sizes(), compute);
        ScoringGraph scoring = scoring()) {
      ModelRanker ranker = new ModelRanker(scoring, encoder);
      TrainingState state;
      if (kept.isPresent()) {
        state = kept.get();
        graph.restore(state.graph());
        progress.resumed(state.epochs().size(), epochs);
      } else {
        graph.initialise(shape.initialWeights(seed, data.popularity()));
        state = new TrainingState(0, List.of(), 0, Map.of(), Map.of());
      }
      EpochRun run = new EpochRun(graph, plan, seed, epochs, state.step());
      while (state.epochs().size() < epochs
          && (state.epochs().isEmpty() || state.waited() < parameters.patience())) {
        int epoch = state.epochs().size() + 1;
        run.train(epoch);
        Map<String, float[]> weights = graph.averagedWeights();
        weights.put(ScoringGraph.POPULARITY, data.recent().latest());
        scoring.load(weights);
        EpochReport report =
            new EpochReport(
                epoch,
                run.loss(),
                evaluator.evaluate(ranker, data.validation()).ndcg(),
                run.eventsPerSecond());
        state = after(state, report, weights, run.steps(), graph.state());
        if (checkpoint.isPresent()) {
          checkpoint.get().save(state);
        }
        progress.epoch(report, epochs, run.secondsLeft(epoch));
      }
      return new Outcome(state.bestWeights(), state.epochs(), state.best());
    }
  }

  private static TrainingState after(
      TrainingState before,
      EpochReport report,
      Map<String, float[]> weights,
      long steps,
      Map<String, float[]> graph) {
    List<EpochReport> epochs = new ArrayList<>(before.epochs());
    epochs.add(report);
    boolean better =
        before.epochs().isEmpty()
            || report.validationNdcg() > before.epochs().get(before.best()).validationNdcg();
    return better
        ? new TrainingState(steps, epochs, epochs.size() - 1, weights, graph)
        : new TrainingState(steps, epochs, before.best(), before.bestWeights(), graph);
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
                batch.shares(encoder, data.recent(), compute.towers(), TrainingGraph.CHUNKS),
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

    long steps() {
      return step;
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
