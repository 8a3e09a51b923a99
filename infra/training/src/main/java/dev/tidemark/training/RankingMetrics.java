package dev.tidemark.training;

import java.util.Locale;

/**
 * Means over held-out interactions, each with one right item in a full ranking.
 *
 * @param ndcg mean of 1 / log2(1 + rank) for ranks up to 10, else 0 (Jarvelin and Kekalainen 2002)
 * @param hitRate share of ranks up to 10
 * @param mrr mean of 1 / rank for ranks up to 10, else 0
 * @param count held-out interactions
 */
public record RankingMetrics(double ndcg, double hitRate, double mrr, int count) {
  private static final int CUT = 10;

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "NDCG@10 %.4f  HR@10 %.4f  MRR@10 %.4f", ndcg, hitRate, mrr);
  }

  /** Sums up ranks. */
  static final class Builder {
    private double ndcg;
    private double hits;
    private double reciprocal;
    private int count;

    /**
     * @param rank from 1 on; ties in the ranking count half
     */
    void add(double rank) {
      count++;
      if (rank <= CUT) {
        ndcg += Math.log(2) / Math.log(1 + rank);
        hits++;
        reciprocal += 1 / rank;
      }
    }

    RankingMetrics build() {
      double n = Math.max(1, count);
      return new RankingMetrics(ndcg / n, hits / n, reciprocal / n, count);
    }
  }
}
