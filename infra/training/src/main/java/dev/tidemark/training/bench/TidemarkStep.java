package dev.tidemark.training.bench;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.model.Batch;
import dev.tidemark.training.model.Hyperparameters;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.TrainingGraph;
import java.util.List;
import java.util.Set;

/** One step as {@link dev.tidemark.training.model.Trainer} does it, encoding included. */
final class TidemarkStep implements Step {
  private static final long SEED = 1;

  private final TrainingGraph graph;
  private final SequenceEncoder encoder;
  private final RecentShare popularity;
  private final Compute compute;

  TidemarkStep(Setting setting, SyntheticData data, Compute compute) {
    this.compute = compute;
    popularity = data.popularity();
    encoder = data.encoder();
    NetworkShape shape =
        NetworkShape.of(
            data.vocabulary(),
            data.features(),
            data.spec(),
            setting.dimension(),
            setting.hidden(),
            false,
            Set.of());
    graph = new TrainingGraph(shape, data.features(), List.of(data.size()), compute);
    graph.initialise(shape.initialWeights(SEED, new long[setting.items()]));
  }

  @Override
  public double run(Batch batch, long number) {
    return graph.train(
        batch.size(),
        batch.shares(encoder, popularity, compute.towers(), TrainingGraph.CHUNKS),
        Hyperparameters.DEFAULT.options(number),
        SEED,
        number);
  }

  @Override
  public void close() {
    graph.close();
  }
}
