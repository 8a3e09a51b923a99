package dev.tidemark.training.network;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.RequestContext;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.TimeGap;
import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Sizes of the network, and with them its weights.
 *
 * @param items of the vocabulary
 * @param categories distinct categories; 0 = none known
 * @param words distinct words of titles; 0 = none known
 * @param content numbers of an item's content vector; 0 = none known
 * @param behaviours kinds of behaviour seen in training
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 * @param onlyNew whether nobody comes to an item again, so that those of the history do not compete
 * @param without what is left out
 */
public record NetworkShape(
    int items,
    int categories,
    int words,
    int content,
    int behaviours,
    int dimension,
    int hidden,
    boolean onlyNew,
    Set<Part> without) {
  private static final int LONG_TERM_HEADS = 2;
  private static final int REPEAT_HEADS = 2;

  /** Weight of each long-term head before training. */
  private static final float LONG_TERM = 2f;

  /** How much less the near-sighted heads look at each further bucket of distance at first. */
  private static final float NEARNESS = 0.3f;

  /** Before training the softmax has nearly all of the mixture. */
  private static final float SOFTMAX_FIRST = 1f;

  /** Stands for the frequency of an item that training never saw. */
  private static final double UNSEEN = 0.5;

  public NetworkShape {
    without = Set.copyOf(without);
  }

  public static NetworkShape of(
      Vocabulary vocabulary,
      ItemFeatures features,
      FeatureSpec spec,
      int dimension,
      int hidden,
      boolean onlyNew,
      Set<Part> without) {
    return new NetworkShape(
        vocabulary.size(),
        features.categoryCount(),
        features.wordCount(),
        features.contentLength(),
        spec.kinds(),
        dimension,
        hidden,
        onlyNew,
        spec.seasons() || spec.promotions() ? without : with(without, Part.CONTEXT));
  }

  private static Set<Part> with(Set<Part> parts, Part part) {
    Set<Part> all = EnumSet.of(part);
    all.addAll(parts);
    return all;
  }

  /** The same network for more or fewer items of the same features. */
  public NetworkShape withItems(int count) {
    return new NetworkShape(
        count, categories, words, content, behaviours, dimension, hidden, onlyNew, without);
  }

  boolean has(Part part) {
    return !without.contains(part);
  }

  /** Heads that look for what a shopper always wants; the first ones. */
  int longTermHeads() {
    return has(Part.LONG_TERM) ? LONG_TERM_HEADS : 0;
  }

  /** Heads that look for what a shopper may want again. */
  int repeatHeads() {
    return countsHabits() ? REPEAT_HEADS : 0;
  }

  /** Whether what a shopper had before may come again. */
  public boolean countsHabits() {
    return has(Part.REPEATS) && !onlyNew;
  }

  /** Whether what others took after the same items is counted. */
  public boolean countsRules() {
    return has(Part.RULES);
  }

  int heads() {
    return longTermHeads() + repeatHeads();
  }

  /** Of the mixture: the softmax, each repeat head, popularity. */
  int components() {
    return repeatHeads() + InterestMixer.OTHER_COMPONENTS;
  }

  /** Weights that describe items; serving gets them folded into one table. */
  Map<String, WeightSpec> itemWeights() {
    Map<String, WeightSpec> specs = new LinkedHashMap<>();
    add(specs, WeightSpec.table(ItemVectors.IDS, items, dimension));
    if (categories > 0) {
      add(specs, WeightSpec.table(ItemVectors.CATEGORIES, categories, dimension));
    }
    if (words > 0) {
      add(specs, WeightSpec.table(ItemVectors.WORDS, words, dimension));
    }
    if (content > 0) {
      add(specs, WeightSpec.projection(ItemVectors.CONTENT, content, dimension));
    }
    add(specs, WeightSpec.filled(ItemVectors.PRICES, 0f, ItemFeatures.PRICE_BANDS, dimension));
    return specs;
  }

  /** Weights that read a sequence and compare it with items; serving has the same. */
  Map<String, WeightSpec> sequenceWeights() {
    Map<String, WeightSpec> specs = new LinkedHashMap<>();
    add(specs, WeightSpec.filled(SequenceReader.START, 0f, 1, dimension));
    add(specs, WeightSpec.table(SequenceReader.BEHAVIOURS, behaviours + 1L, dimension));
    add(specs, WeightSpec.filled(SequenceReader.GAPS, 0f, TimeGap.BUCKETS, dimension));
    add(
        specs,
        WeightSpec.filled(SequenceReader.OCCURRENCES, 0f, EncodedSequence.OCCURRENCES, dimension));
    add(specs, WeightSpec.glorot(SequenceReader.LSTM_WEIGHTS, dimension + hidden, 4L * hidden));
    add(specs, WeightSpec.filled(SequenceReader.LSTM_BIAS, 0f, 4L * hidden));
    if (heads() > 0) {
      attentionWeights(specs);
    }
    if (longTermHeads() > 0) {
      add(
          specs,
          WeightSpec.filled(SequenceReader.LONG_TERM_SCALE, LONG_TERM, longTermHeads(), dimension));
    }
    add(specs, WeightSpec.glorot(SequenceReader.OUTPUT_WEIGHTS, hidden, dimension));
    add(specs, WeightSpec.filled(SequenceReader.OUTPUT_GAPS, 0f, RequestGap.BUCKETS, dimension));
    if (has(Part.CONTEXT)) {
      add(specs, WeightSpec.filled(SequenceReader.SEASONS, 0f, RequestContext.SEASONS, dimension));
      add(
          specs,
          WeightSpec.filled(SequenceReader.PROMOTIONS, 0f, RequestContext.PROMOTIONS, dimension));
    }
    add(specs, WeightSpec.filled(SequenceReader.NEWEST_SCALE, 0f, dimension));
    add(specs, WeightSpec.filled(SequenceReader.GATE_WEIGHTS, 0f, hidden, 1));
    add(specs, WeightSpec.filled(SequenceReader.GATE_GAPS, 0f, RequestGap.BUCKETS, 1));
    add(specs, WeightSpec.filled(SequenceReader.MIX_WEIGHTS, 0f, hidden, components()));
    add(specs, WeightSpec.filled(SequenceReader.MIX_GAPS, 0f, RequestGap.BUCKETS, components()));
    add(specs, WeightSpec.filled(SequenceReader.ITEM_BIAS, 0f, items));
    return specs;
  }

  private void attentionWeights(Map<String, WeightSpec> specs) {
    add(
        specs,
        WeightSpec.filled(SequenceReader.QUERY_WEIGHTS, 0f, hidden, (long) heads() * dimension));
    add(specs, WeightSpec.filled(SequenceReader.QUERY_BIAS, 0f, (long) heads() * dimension));
    if (has(Part.TIME_GAPS)) {
      add(specs, WeightSpec.filled(SequenceReader.LOG_AGE_DECAY, 0f, heads(), 1));
      add(specs, WeightSpec.filled(SequenceReader.AGE_DECAY, 0f, heads(), 1));
    }
    add(specs, WeightSpec.filled(SequenceReader.DISTANCES, 0f, heads(), Distance.BUCKETS));
    add(
        specs,
        WeightSpec.filled(SequenceReader.ATTENTION_BEHAVIOURS, 0f, heads(), behaviours + 1L));
    add(
        specs,
        WeightSpec.filled(
            SequenceReader.ATTENTION_OCCURRENCES, 0f, heads(), EncodedSequence.OCCURRENCES));
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
    float[] mix = weights.get(SequenceReader.MIX_GAPS);
    for (int gap = 0; gap < RequestGap.BUCKETS; gap++) {
      mix[gap * components()] = SOFTMAX_FIRST / HistoryAttention.QUICK;
    }
    // Heads begin as neighbours that differ: one flat, one looking at what is near.
    float[] distances = weights.get(SequenceReader.DISTANCES);
    for (int head = 1; head < heads(); head += 2) {
      for (int bucket = 0; bucket < Distance.START; bucket++) {
        distances[head * Distance.BUCKETS + bucket] = -NEARNESS * bucket / HistoryAttention.QUICK;
      }
    }
    float[] itemBias = weights.get(SequenceReader.ITEM_BIAS);
    for (int i = 0; i < itemBias.length; i++) {
      itemBias[i] = (float) Math.log(smoothed(popularity[i]));
    }
    return weights;
  }

  /**
   * The frequency that an item's bias starts from.
   *
   * @param count how often it occurs in training
   */
  static double smoothed(long count) {
    return count + UNSEEN;
  }

  /** Forget gates start open (Jozefowicz et al. 2015); they are the second quarter of the bias. */
  private void rememberByDefault(float[] lstmBias) {
    Arrays.fill(lstmBias, hidden, 2 * hidden, 1f);
  }

  private static void add(Map<String, WeightSpec> specs, WeightSpec spec) {
    specs.put(spec.name(), spec);
  }
}
