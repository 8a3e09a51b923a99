package dev.tidemark.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes what describes an item by what training saw of items: categories and title words that
 * items have there, the bands of their prices and the usual length of their content vectors.
 * Immutable.
 */
public final class ItemEncoder {
  static final ItemEncoder NOTHING = new ItemEncoder(List.of(), List.of(), new double[0], 0);

  /** A word of one item alone would be but a second id of it. */
  private static final int FEWEST_ITEMS = 2;

  private static final int MOST_WORDS = 20_000;

  private final Terms categories;
  private final Terms words;
  private final double[] priceEdges;
  private final int contentLength;

  /**
   * @param categories paths in the order of their indices
   * @param words in the order of their indices
   * @param priceEdges between price bands, ascending; empty = no price counts
   * @param contentLength numbers of a content vector; 0 = none counts
   */
  public ItemEncoder(
      List<String> categories, List<String> words, double[] priceEdges, int contentLength) {
    this(new Terms(categories), new Terms(words), priceEdges, contentLength);
  }

  private ItemEncoder(Terms categories, Terms words, double[] priceEdges, int contentLength) {
    this.categories = categories;
    this.words = words;
    this.priceEdges = priceEdges.clone();
    this.contentLength = contentLength;
  }

  /**
   * @param trained items that occur in training: what only others have could not be learnt
   */
  static ItemEncoder of(List<ItemDescription> trained) {
    List<List<String>> paths = new ArrayList<>(trained.size());
    List<List<String>> titles = new ArrayList<>(trained.size());
    for (ItemDescription item : trained) {
      paths.add(paths(item));
      titles.add(Terms.words(item.title()));
    }
    return new ItemEncoder(
        Terms.inOrder(paths),
        Terms.frequent(titles, FEWEST_ITEMS, MOST_WORDS),
        priceEdges(trained),
        usualLength(trained));
  }

  private static List<String> paths(ItemDescription item) {
    return ItemFeatures.paths(item.category()).stream().limit(ItemFeatures.MAX_CATEGORIES).toList();
  }

  /** Quantiles that cut known prices into bands of about equally many items. */
  private static double[] priceEdges(List<ItemDescription> items) {
    double[] prices =
        items.stream()
            .mapToDouble(ItemDescription::price)
            .filter(price -> !Double.isNaN(price))
            .sorted()
            .toArray();
    double[] edges = new double[prices.length == 0 ? 0 : ItemFeatures.PRICE_BANDS - 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = prices[(int) ((long) (i + 1) * prices.length / (edges.length + 1))];
    }
    return edges;
  }

  /** The length of most content vectors, the shorter one of two; 0 where there is none. */
  private static int usualLength(List<ItemDescription> items) {
    Map<Integer, Integer> counts = new HashMap<>();
    items.forEach(item -> counts.merge(item.content().length, 1, Integer::sum));
    counts.remove(0);
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** What is not known here is left out, as is a content vector of another length. */
  public EncodedItem encode(ItemDescription item) {
    return new EncodedItem(
        categories.indices(paths(item), ItemFeatures.MAX_CATEGORIES),
        words.indices(Terms.words(item.title()), ItemFeatures.MAX_WORDS),
        priceBand(item.price()),
        item.content().length == contentLength ? item.content() : EncodedItem.NOTHING.content());
  }

  /** 0 also where no price was known to learn from. */
  private int priceBand(double price) {
    if (Double.isNaN(price) || priceEdges.length == 0) {
      return 0;
    }
    int found = Arrays.binarySearch(priceEdges, price);
    return 1 + (found >= 0 ? found + 1 : -found - 1);
  }

  /** The same with no title known. */
  ItemEncoder withoutTitles() {
    return new ItemEncoder(categories, new Terms(List.of()), priceEdges, contentLength);
  }

  /** The same with no content vector known. */
  ItemEncoder withoutContent() {
    return new ItemEncoder(categories, words, priceEdges, 0);
  }

  /** Category paths in the order of their indices. */
  public List<String> categories() {
    return categories.inOrder();
  }

  /** Title words in the order of their indices. */
  public List<String> words() {
    return words.inOrder();
  }

  /** Between price bands, ascending; empty = no price counts. */
  public double[] priceEdges() {
    return priceEdges.clone();
  }

  /** Numbers of a content vector; 0 = none counts. */
  public int contentLength() {
    return contentLength;
  }
}
