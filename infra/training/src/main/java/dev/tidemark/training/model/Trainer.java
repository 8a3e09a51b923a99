package dev.tidemark.training.model;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.ModelRanker;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.ScoringGraph;
import dev.tidemark.training.network.TrainingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains the network epoch by epoch until the validation figure stops rising, and keeps the weights
 * of the best epoch. Seed, data and hyperparameters fix the result on a given machine.
 */
public final class Trainer {
  private final TrainingData data;
  private final Hyperparameters parameters;
  private final NetworkShape shape;
  private final Progress progress;
  private final int towers;
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
   * @param towers shares of a batch worked on at the same time, one a core
   */
  public Trainer(
      TrainingData data,
      Hyperparameters parameters,
      boolean excludeSeen,
      int towers,
      Progress progress) {
    this.data = data;
    this.parameters = parameters;
    this.progress = progress;
    this.towers = towers;
    this.excludeSeen = excludeSeen;
    encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    shape =
        NetworkShape.of(
            data.vocabulary(),
            data.features(),
            data.spec(),
            parameters.dimension(),
            parameters.hidden());
  }

  public NetworkShape shape() {
    return shape;
  }

  /**
   * @throws DivergedException where the loss is no longer a number
   */
  public Outcome train(int epochs, long seed) {
    BatchPlan plan = new BatchPlan(data, parameters);
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), excludeSeen);
    List<EpochReport> reports = new ArrayList<>();
    try (TrainingGraph graph = new TrainingGraph(shape, data.features(), plan.lengths(), towers);
        ScoringGraph scoring = new ScoringGraph(shape, data.features())) {
      Map<String, float[]> best = shape.initialWeights(seed, data.popularity());
      graph.initialise(best);
      ModelRanker ranker = new ModelRanker(scoring, encoder);
      int bestEpoch = 0;
      Epoch run = new Epoch(graph, plan, seed, epochs);
      for (int epoch = 1; epoch <= epochs; epoch++) {
        run.train(epoch);
        Map<String, float[]> weights = graph.weights();
        scoring.load(weights);
        EpochReport report =
            new EpochReport(
                epoch,
                run.loss(),
                evaluator.evaluate(ranker, data.validation()).ndcg(),
                run.eventsPerSecond());
        reports.add(report);
        progress.epoch(report, epochs, run.secondsLeft(epoch));
        if (epoch == 1 || better(report, reports.get(bestEpoch))) {
          bestEpoch = epoch - 1;
          best = weights;
        } else if (epoch - 1 - bestEpoch >= parameters.patience()) {
          break;
        }
      }
      return new Outcome(best, reports, bestEpoch);
    }
  }

  private static boolean better(EpochReport report, EpochReport best) {
    return report.validationNdcg() > best.validationNdcg();
  }

  /** Runs the batches of one epoch after another. */
  private final class Epoch {
    private final TrainingGraph graph;
    private final BatchPlan plan;
    private final long seed;
    private final int epochs;
    private long step;
    private long done;
    private double lossSum;
    private long started;

    Epoch(TrainingGraph graph, BatchPlan plan, long seed, int epochs) {
      this.graph = graph;
      this.plan = plan;
      this.seed = seed;
      this.epochs = epochs;
    }

    void train(int epoch) {
      done = 0;
      lossSum = 0;
      started = System.nanoTime();
      for (Batch batch : plan.batches(seed, epoch)) {
        double loss =
            graph.train(
                batch.length(),
                batch.shares(encoder, towers, TrainingGraph.CHUNKS),
                parameters.options(),
                seed,
                ++step);
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
