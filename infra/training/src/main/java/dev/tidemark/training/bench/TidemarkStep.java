package dev.tidemark.training.bench;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.model.Batch;
import dev.tidemark.training.model.Hyperparameters;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.TrainingGraph;
import dev.tidemark.training.network.TrainingOptions;
import java.util.List;

/** One step as {@link dev.tidemark.training.model.Trainer} does it, encoding included. */
final class TidemarkStep implements Step {
  private static final long SEED = 1;

  private final TrainingGraph graph;
  private final SequenceEncoder encoder;
  private final TrainingOptions options = Hyperparameters.DEFAULT.options();
  private final int towers;

  /**
   * @param towers shares of a batch worked on at the same time
   */
  TidemarkStep(Setting setting, SyntheticData data, int towers) {
    this.towers = towers;
    encoder = data.encoder();
    NetworkShape shape =
        NetworkShape.of(
            data.vocabulary(), data.features(), data.spec(), setting.dimension(), setting.hidden());
    graph = new TrainingGraph(shape, data.features(), List.of(setting.window()), towers);
    graph.initialise(shape.initialWeights(SEED, new long[setting.items()]));
  }

  @Override
  public double run(Batch batch, long number) {
    return graph.train(
        batch.length(), batch.shares(encoder, towers, TrainingGraph.CHUNKS), options, SEED, number);
  }

  @Override
  public void close() {
    graph.close();
  }
}
