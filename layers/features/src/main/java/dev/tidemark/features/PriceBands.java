package dev.tidemark.features;

import java.util.Arrays;
import java.util.List;

/** Quantiles that cut known prices into bands of about equally many items. Immutable. */
final class PriceBands {
  /** Number of bands; band 0 = price not known. */
  static final int COUNT = 11;

  private final double[] edges;

  private PriceBands(double[] edges) {
    this.edges = edges;
  }

  /**
   * @param items those without a price do not count
   */
  static PriceBands of(List<ItemDescription> items) {
    double[] prices =
        items.stream()
            .mapToDouble(ItemDescription::price)
            .filter(price -> !Double.isNaN(price))
            .sorted()
            .toArray();
    double[] edges = new double[prices.length == 0 ? 0 : COUNT - 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = prices[(int) ((long) (i + 1) * prices.length / (edges.length + 1))];
    }
    return new PriceBands(edges);
  }

  /** 0 also where no price was known to learn from. */
  int band(double price) {
    if (Double.isNaN(price) || edges.length == 0) {
      return 0;
    }
    int found = Arrays.binarySearch(edges, price);
    return 1 + (found >= 0 ? found + 1 : -found - 1);
  }
}
