package dev.tidemark.training.network.graph;

import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Unseen;
import dev.tidemark.training.network.items.ItemVectors;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Weights of items that training never saw: what is known of them must do. Their ids, which nothing
 * trained but being the wrong answer, are zeros, as id dropout has them in training.
 */
public final class UnseenItems {
  /** Share of the trained items that are the rarest. */
  private static final double RAREST = 0.1;

  /** As a share of the trained items, how many that come later count whole. */
  private static final double ROOM = 0.01;

  private final long[] popularity;
  private final int items;

  /**
   * @param popularity how often each item occurs in training, most frequent first
   * @param items of the served vocabulary; those beyond popularity do not occur
   */
  public UnseenItems(long[] popularity, int items) {
    this.popularity = popularity.clone();
    this.items = items;
  }

  /**
   * How often each of them counts as having occurred: as an item that did once, since nobody had
   * the chance to meet it; but all together at most as the items that occurred once (Good 1953), so
   * that thousands do not flood the answers.
   */
  public double frequency() {
    long once = Arrays.stream(popularity).filter(count -> count == 1).count();
    double share = Math.min(1, (double) Math.max(1, once) / Math.max(1, items - trained()));
    return share * SequenceReader.smoothed(1);
  }

  /**
   * What items count that come when the model is in service already: as the median item, and
   * together at most as a hundredth of all items.
   *
   * @param weights of the trained network, by name
   * @param recentShare of an item of a frequency in what was popular lately
   */
  public Unseen later(
      Map<String, float[]> weights, Demand demand, DoubleFunction<Float> recentShare) {
    float[] bias = weights.get(SequenceReader.ITEM_BIAS);
    double frequency = SequenceReader.smoothed(Math.round(median(i -> popularity[i])));
    return new Unseen(
        (float) median(i -> bias[i]),
        recentShare.apply(frequency),
        (float) median(i -> demand.trend()[i]),
        (float) median(i -> demand.popularity()[i]),
        (float) Math.max(1, ROOM * trained()));
  }

  /** Items that occur in training, which are the first. */
  private int trained() {
    return (int) Arrays.stream(popularity).filter(count -> count > 0).count();
  }

  /**
   * The weights with room for all items of the served vocabulary.
   *
   * @param weights of the trained network, by name
   * @param recentShare of each unseen item in what was popular lately
   */
  public Map<String, float[]> join(Map<String, float[]> weights, float recentShare) {
    Map<String, float[]> joined = new LinkedHashMap<>(weights);
    float[] ids = weights.get(ItemVectors.IDS);
    int dimension = ids.length / popularity.length;
    joined.put(ItemVectors.IDS, filled(ids, dimension, 0f));
    float[] bias = weights.get(SequenceReader.ITEM_BIAS);
    double drift = meanOfRarest(i -> bias[i] - Math.log(SequenceReader.smoothed(popularity[i])));
    joined.put(SequenceReader.ITEM_BIAS, filled(bias, 1, (float) (Math.log(frequency()) + drift)));
    joined.put(
        ScoringGraph.POPULARITY, filled(weights.get(ScoringGraph.POPULARITY), 1, recentShare));
    return joined;
  }

  /**
   * What is counted with room for all items of the served vocabulary: nobody met the new ones
   * lately either, and nothing is known to follow them.
   *
   * @param recentShare of each unseen item in what was popular lately
   */
  public Counts join(Counts counts, float recentShare) {
    Demand demand = counts.demand();
    float[] trend = demand.trend();
    float[] often = demand.popularity();
    Demand joined =
        new Demand(
            filled(demand.recent(), 1, recentShare),
            filled(demand.habitFactors(), 1, 1f),
            filled(trend, 1, (float) meanOfRarest(i -> trend[i])),
            filled(often, 1, (float) meanOfRarest(i -> often[i])));
    return new Counts(
        counts.habit(),
        counts.behaviours(),
        counts.rules().withItems(items),
        counts.onlyNew(),
        joined);
  }

  private float[] filled(float[] trained, int columns, float value) {
    float[] rows = Arrays.copyOf(trained, items * columns);
    Arrays.fill(rows, trained() * columns, rows.length, value);
    return rows;
  }

  private double median(IntToDoubleFunction row) {
    double[] sorted = IntStream.range(0, trained()).mapToDouble(row).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** The mean of what rare items have, such as how far training moved their biases. */
  private double meanOfRarest(IntToDoubleFunction row) {
    int end = trained();
    return IntStream.range(end - (int) Math.ceil(RAREST * end), end)
        .mapToDouble(row)
        .average()
        .orElse(0);
  }
}
