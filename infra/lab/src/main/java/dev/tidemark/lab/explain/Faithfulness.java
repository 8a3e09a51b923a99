package dev.tidemark.lab.explain;

/**
 * How much an answer rests on what is named, as it is measured for recommenders (Barkan et al.
 * 2024, LXR, doi:10.1145/3589334.3645560; with a fixed number of named items Baklanov et al. 2025,
 * doi:10.1145/3726302.3730242). The formulas are those of the first one's published program;
 * probabilities are relative to that of the full history, and the curves' areas are trapezoids over
 * the number of items, divided by that number.
 *
 * @param items that are named
 * @param removed probabilities of the answered item without the first 0, 1, ... of the named items,
 *     by that of the full history; so the first is 1
 * @param inserted the same from the first 0, 1, ... of the named items alone
 * @param ranks of the answered item in the ranking without the first 0, 1, ... of them, from 1 on
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of curves, never compared
record Faithfulness(int items, double[] removed, double[] inserted, int[] ranks) {
  private static final int PLACES = 5;

  /** Items that are named where so many may be. */
  int named(int most) {
    return Math.min(items, most);
  }

  /** POS@5: 1 where the item is still among the first five without the named ones, else 0. */
  double pos(int named) {
    return ranks[named] <= PLACES ? 1 : 0;
  }

  /** DEL: area under the probability while the named items go one by one; lower is better. */
  double del(int named) {
    return area(removed, named);
  }

  /** INS: the same while they come to an empty history one by one; higher is better. */
  double ins(int named) {
    return area(inserted, named);
  }

  /**
   * CDCG: the counterfactual discounted cumulative gain, 1 / log2(1 + rank) without the named
   * items; lower is better.
   */
  double cdcg(int named) {
    return Math.log(2) / Math.log(1.0 + ranks[named]);
  }

  private static double area(double[] curve, int steps) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += (curve[i] + curve[i + 1]) / 2;
    }
    return sum / steps;
  }
}
