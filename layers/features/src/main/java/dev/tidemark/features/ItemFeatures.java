package dev.tidemark.features;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Category and price of every known item as indices, for the item vectors. A category path such as
 * {@code GROCERY/BREAD} counts as {@code GROCERY} and as the whole path. Immutable.
 */
public final class ItemFeatures {
  /** Categories of one item that are looked at, the first ones given. */
  public static final int MAX_CATEGORIES = 8;

  /** Number of price bands; band 0 = price not known. */
  public static final int PRICE_BANDS = 11;

  private final int categoryCount;
  private final int[][] categories;
  private final int[] priceBands;

  private ItemFeatures(int categoryCount, int[][] categories, int[] priceBands) {
    this.categoryCount = categoryCount;
    this.categories = categories;
    this.priceBands = priceBands;
  }

  public static ItemFeatures of(Vocabulary vocabulary) {
    Map<String, Integer> indices = new LinkedHashMap<>();
    int[][] categories = new int[vocabulary.size()][];
    int[] bands = new int[vocabulary.size()];
    double[] edges = priceEdges(vocabulary);
    for (int i = 0; i < categories.length; i++) {
      Vocabulary.Entry entry = vocabulary.entry(i + 1);
      categories[i] =
          paths(entry.category()).stream()
              .limit(MAX_CATEGORIES)
              .mapToInt(path -> indices.computeIfAbsent(path, p -> indices.size() + 1))
              .toArray();
      bands[i] = band(entry.price(), edges);
    }
    return new ItemFeatures(indices.size(), categories, bands);
  }

  /** Features of items of which nothing is known but their ids. */
  public static ItemFeatures unknown(int items) {
    return new ItemFeatures(0, new int[items][0], new int[items]);
  }

  /** Every category that the text names, and the first part of each path. */
  public static Set<String> paths(String category) {
    Set<String> paths = new LinkedHashSet<>();
    for (String path : category.split("\\|", -1)) {
      if (!path.isBlank()) {
        int slash = path.indexOf('/');
        if (slash > 0) {
          paths.add(path.substring(0, slash));
        }
        paths.add(path);
      }
    }
    return paths;
  }

  /** Number of distinct categories; their indices run from 1 to this. */
  public int categoryCount() {
    return categoryCount;
  }

  /** The categories' indices of the item with the index {@code item}, none or several. */
  public int[] categories(int item) {
    return categories[item - 1].clone();
  }

  /** The price band of the item with the index {@code item}; 0 = price not known. */
  public int priceBand(int item) {
    return priceBands[item - 1];
  }

  /** Quantiles that cut the known prices into bands of about equally many items. */
  private static double[] priceEdges(Vocabulary vocabulary) {
    List<Vocabulary.Entry> entries = vocabulary.entries();
    double[] prices =
        entries.stream()
            .mapToDouble(Vocabulary.Entry::price)
            .filter(price -> !Double.isNaN(price))
            .sorted()
            .toArray();
    double[] edges = new double[prices.length == 0 ? 0 : PRICE_BANDS - 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = prices[(int) ((long) (i + 1) * prices.length / (edges.length + 1))];
    }
    return edges;
  }

  private static int band(double price, double[] edges) {
    if (Double.isNaN(price)) {
      return 0;
    }
    int found = Arrays.binarySearch(edges, price);
    return 1 + (found >= 0 ? found + 1 : -found - 1);
  }
}
