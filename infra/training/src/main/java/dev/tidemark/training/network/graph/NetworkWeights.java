package dev.tidemark.training.network.graph;

import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.WeightSpec;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.items.ItemVectors;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All weights of the network, as its layers declare them. */
public final class NetworkWeights {
  private NetworkWeights() {}

  /** Weights that read a sequence and compare it with items; serving has the same. */
  public static List<WeightSpec> ofSequences(NetworkShape shape) {
    List<WeightSpec> specs = new ArrayList<>(SequenceReader.weights(shape));
    specs.addAll(InterestMixer.weights(shape));
    specs.add(WeightSpec.filled(SequenceReader.ITEM_BIAS, 0f, shape.items()));
    return specs;
  }

  /**
   * All weights before training, by name.
   *
   * @param popularity how often each item occurs in training, [items]
   */
  public static Map<String, float[]> initial(NetworkShape shape, long seed, long[] popularity) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    ItemVectors.weights(shape).forEach(spec -> weights.put(spec.name(), spec.initial(random)));
    ofSequences(shape).forEach(spec -> weights.put(spec.name(), spec.initial(random)));
    weights.put(SequenceReader.ITEM_BIAS, SequenceReader.initialBias(popularity));
    return weights;
  }
}
