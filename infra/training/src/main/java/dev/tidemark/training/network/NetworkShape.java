package dev.tidemark.training.network;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.TimeGap;
import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sizes of the network, and with them its weights.
 *
 * @param items of the vocabulary
 * @param categories distinct categories; 0 = none known
 * @param behaviours distinct behaviours seen in training
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 */
public record NetworkShape(int items, int categories, int behaviours, int dimension, int hidden) {

  /** Weight of the long-term interest before training. */
  private static final float LONG_TERM = 4f;

  /** Stands for the frequency of an item that training never saw. */
  private static final double UNSEEN = 0.5;

  public static NetworkShape of(
      Vocabulary vocabulary, ItemFeatures features, FeatureSpec spec, int dimension, int hidden) {
    return new NetworkShape(
        vocabulary.size(), features.categoryCount(), spec.behaviours().size(), dimension, hidden);
  }

  /** Weights that describe items; serving gets them folded into one table. */
  Map<String, WeightSpec> itemWeights() {
    Map<String, WeightSpec> specs = new LinkedHashMap<>();
    add(specs, WeightSpec.table(ItemVectors.IDS, items, dimension));
    // Row 0 stands for "no category" and is always weighted with 0.
    add(specs, WeightSpec.table(ItemVectors.CATEGORIES, categories + 1L, dimension));
    add(specs, WeightSpec.filled(ItemVectors.PRICES, 0f, ItemFeatures.PRICE_BANDS, dimension));
    return specs;
  }

  /** Weights that read a sequence and compare it with items; serving has the same. */
  Map<String, WeightSpec> sequenceWeights() {
    Map<String, WeightSpec> specs = new LinkedHashMap<>();
    add(specs, WeightSpec.filled(SequenceReader.START, 0f, 1, dimension));
    add(specs, WeightSpec.table(SequenceReader.BEHAVIOURS, behaviours + 1L, dimension));
    add(specs, WeightSpec.filled(SequenceReader.GAPS, 0f, TimeGap.BUCKETS, dimension));
    add(specs, WeightSpec.glorot(SequenceReader.LSTM_WEIGHTS, dimension + hidden, 4L * hidden));
    add(specs, WeightSpec.filled(SequenceReader.LSTM_BIAS, 0f, 4L * hidden));
    add(specs, WeightSpec.glorot(SequenceReader.OUTPUT_WEIGHTS, hidden, dimension));
    add(specs, WeightSpec.filled(SequenceReader.LONG_TERM_SCALE, LONG_TERM, dimension));
    add(specs, WeightSpec.filled(SequenceReader.OUTPUT_BIAS, 0f, dimension));
    add(specs, WeightSpec.filled(SequenceReader.ITEM_BIAS, 0f, items));
    return specs;
  }

  /**
   * All weights before training, by name. The bias of each item starts at the logarithm of its
   * frequency, so that the untrained network ranks by popularity and training adds to that.
   *
   * @param popularity how often each item occurs in training, [items]
   */
  public Map<String, float[]> initialWeights(long seed, long[] popularity) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    itemWeights().forEach((name, spec) -> weights.put(name, spec.initial(random)));
    sequenceWeights().forEach((name, spec) -> weights.put(name, spec.initial(random)));
    rememberByDefault(weights.get(SequenceReader.LSTM_BIAS));
    float[] itemBias = weights.get(SequenceReader.ITEM_BIAS);
    for (int i = 0; i < itemBias.length; i++) {
      itemBias[i] = (float) Math.log(popularity[i] + UNSEEN);
    }
    return weights;
  }

  /** Forget gates start open (Jozefowicz et al. 2015); they are the second quarter of the bias. */
  private void rememberByDefault(float[] lstmBias) {
    Arrays.fill(lstmBias, hidden, 2 * hidden, 1f);
  }

  private static void add(Map<String, WeightSpec> specs, WeightSpec spec) {
    specs.put(spec.name(), spec);
  }
}
