package dev.tidemark.training.evaluation;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well held-out interactions were ranked, each on its own in a full ranking.
 *
 * @param named means by name: {@code ndcg@k} of 1 / log2(1 + rank) (Jarvelin and Kekalainen 2002),
 *     {@code hr@k} of being among the first k, {@code mrr@k} of 1 / rank, each 0 beyond rank k, for
 *     k = 5, 10, 20; {@code coverage@10}, the share of all items that are among anybody's first
 *     ten; {@code longTail@10}, the share of the first ten places that go to items outside the most
 *     popular fifth
 * @param gains NDCG@10 of each held-out interaction, in a fixed order, for paired comparisons
 * @param known interactions that were known at each, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of figures, never compared
public record RankingMetrics(Map<String, Double> named, double[] gains, int[] known) {
  private static final int[] CUTS = {5, 10, 20};
  private static final double POPULAR_SHARE = 0.2;

  /** Places that coverage and long tail look at. */
  static final int PLACES = 10;

  /** Held-out interactions. */
  public int count() {
    return gains.length;
  }

  public double ndcg() {
    return named.get("ndcg@10");
  }

  /** NDCG@10 by the number of interactions known. */
  public List<HistoryBucket> byHistoryLength() {
    return HistoryBucket.of(gains, known);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "NDCG@10 %.4f  HR@10 %.4f  MRR@10 %.4f",
        ndcg(),
        named.get("hr@10"),
        named.get("mrr@10"));
  }

  /** Sums up ranks. */
  static final class Builder {
    private final double[] gains;
    private final int[] known;
    private final double[] sums = new double[3 * CUTS.length];
    private final int items;
    private final BitSet recommended = new BitSet();
    private long places;
    private long tailPlaces;

    /**
     * @param targets held-out interactions there will be
     * @param items that are ranked
     */
    Builder(int targets, int items) {
      gains = new double[targets];
      known = new int[targets];
      this.items = items;
    }

    /**
     * @param slot place of the held-out interaction in the fixed order
     * @param before interactions that were known
     * @param rank from 1 on; infinite for one that was not ranked
     */
    void rank(int slot, int before, double rank) {
      known[slot] = before;
      for (int i = 0; i < CUTS.length; i++) {
        if (rank <= CUTS[i]) {
          double gain = Math.log(2) / Math.log(1 + rank);
          sums[3 * i] += gain;
          sums[3 * i + 1]++;
          sums[3 * i + 2] += 1 / rank;
          if (CUTS[i] == PLACES) {
            gains[slot] = gain;
          }
        }
      }
    }

    /**
     * @param first rows of the first places of one ranking; rows are sorted by popularity
     */
    void recommended(int[] first) {
      for (int item : first) {
        recommended.set(item);
        places++;
        tailPlaces += item >= items * POPULAR_SHARE ? 1 : 0;
      }
    }

    RankingMetrics build() {
      double n = Math.max(1, gains.length);
      Map<String, Double> named = new TreeMap<>();
      for (int i = 0; i < CUTS.length; i++) {
        named.put("ndcg@" + CUTS[i], sums[3 * i] / n);
        named.put("hr@" + CUTS[i], sums[3 * i + 1] / n);
        named.put("mrr@" + CUTS[i], sums[3 * i + 2] / n);
      }
      named.put("coverage@10", (double) recommended.cardinality() / Math.max(1, items));
      named.put("longTail@10", (double) tailPlaces / Math.max(1, places));
      return new RankingMetrics(named, gains, known);
    }
  }
}
