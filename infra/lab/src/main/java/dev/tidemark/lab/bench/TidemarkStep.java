package dev.tidemark.lab.bench;

import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.TrainingOptions;
import dev.tidemark.training.network.graph.NetworkWeights;
import dev.tidemark.training.network.graph.TrainingGraph;
import java.util.List;

/** One step as {@link dev.tidemark.training.fit.Trainer} does it, encoding included. */
final class TidemarkStep implements Step {
  private static final long SEED = 1;
  private static final TrainingOptions OPTIONS = Hyperparameters.DEFAULT.options(Long.MAX_VALUE);

  private final TrainingGraph graph;
  private final SequenceEncoder encoder;
  private final RecentShare popularity;
  private final Compute compute;

  TidemarkStep(Network network, Setting setting, SyntheticData data, Compute compute) {
    this.compute = compute;
    popularity = data.popularity();
    encoder = data.encoder();
    ItemFeatures features =
        network.without().contains(Part.ITEM_FEATURES)
            ? ItemFeatures.unknown(setting.items())
            : ItemFeatures.of(data.vocabulary());
    NetworkShape shape =
        NetworkShape.of(
            data.vocabulary(),
            features,
            data.spec(),
            setting.dimension(),
            setting.hidden(),
            false,
            network.without());
    graph =
        new TrainingGraph(shape, features, List.of(data.size()), network.dropoutRates(), compute);
    graph.initialise(NetworkWeights.initial(shape, SEED, new long[setting.items()]));
  }

  @Override
  public double run(Batch batch, long number) {
    return graph.train(
        batch.size(), batch.shares(encoder, popularity, compute.towers()), OPTIONS, SEED, number);
  }

  @Override
  public void close() {
    graph.close();
  }
}
