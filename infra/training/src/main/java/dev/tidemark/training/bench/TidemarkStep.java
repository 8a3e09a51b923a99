package dev.tidemark.training.bench;

import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.model.Batch;
import dev.tidemark.training.model.Hyperparameters;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.TrainingGraph;
import dev.tidemark.training.network.TrainingOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One step as {@link dev.tidemark.training.model.Trainer} does it, encoding included. */
final class TidemarkStep implements Step {
  private static final long SEED = 1;
  private static final TrainingOptions OPTIONS = Hyperparameters.DEFAULT.options(Long.MAX_VALUE);

  private final TrainingGraph graph;
  private final SequenceEncoder encoder;
  private final RecentShare popularity;
  private final Compute compute;

  private TidemarkStep(
      Setting setting, SyntheticData data, Compute compute, Set<Part> without, DropoutRates rates) {
    this.compute = compute;
    popularity = data.popularity();
    encoder = data.encoder();
    ItemFeatures features =
        without.contains(Part.ITEM_FEATURES)
            ? ItemFeatures.unknown(setting.items())
            : data.features();
    NetworkShape shape =
        NetworkShape.of(
            data.vocabulary(),
            features,
            data.spec(),
            setting.dimension(),
            setting.hidden(),
            false,
            without);
    graph = new TrainingGraph(shape, features, List.of(data.size()), rates, compute);
    graph.initialise(shape.initialWeights(SEED, new long[setting.items()]));
  }

  /** The whole network. */
  static TidemarkStep whole(Setting setting, SyntheticData data, Compute compute) {
    return new TidemarkStep(
        setting, data, compute, Set.of(), Hyperparameters.DEFAULT.dropoutRates());
  }

  /** The LSTM and the softmax over all items alone: no features, no attention, no dropout. */
  static TidemarkStep core(Setting setting, SyntheticData data, Compute compute) {
    return new TidemarkStep(setting, data, compute, EnumSet.allOf(Part.class), DropoutRates.NONE);
  }

  @Override
  public double run(Batch batch, long number) {
    return graph.train(
        batch.size(),
        batch.shares(encoder, popularity, compute.towers(), TrainingGraph.CHUNKS),
        OPTIONS,
        SEED,
        number);
  }

  @Override
  public void close() {
    graph.close();
  }
}
