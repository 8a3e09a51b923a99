package dev.tidemark.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Categories, title words and price of every known item as indices, and its content vector, for the
 * item vectors. A category path such as {@code GROCERY/BREAD} counts as {@code GROCERY} and as the
 * whole path. Of the content vectors, only those of the usual length count. Immutable.
 */
public final class ItemFeatures {
  /** Categories of one item that are looked at, the first ones given. */
  public static final int MAX_CATEGORIES = 8;

  /** Words of one title that are looked at, the first ones that are known. */
  public static final int MAX_WORDS = 16;

  /** Number of price bands; band 0 = price not known. */
  public static final int PRICE_BANDS = 11;

  /** A word of one item alone would be but a second id of it. */
  private static final int FEWEST_ITEMS = 2;

  private static final int MOST_WORDS = 20_000;

  private final int categoryCount;
  private final int wordCount;
  private final int contentLength;
  private final int refused;
  private final List<Known> items;

  /** What is known of one item. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  private record Known(int[] categories, int[] words, int priceBand, float[] content) {
    private static final int[] NO_INDICES = {};
    private static final float[] NO_CONTENT = {};
    private static final Known NOTHING = new Known(NO_INDICES, NO_INDICES, 0, NO_CONTENT);

    Known withoutTitle() {
      return new Known(categories, NO_INDICES, priceBand, content);
    }

    Known withoutContent() {
      return new Known(categories, words, priceBand, NO_CONTENT);
    }
  }

  /**
   * @param refused items whose content vectors do not count
   * @param items by vocabulary index - 1
   */
  private ItemFeatures(
      int categoryCount, int wordCount, int contentLength, int refused, List<Known> items) {
    this.categoryCount = categoryCount;
    this.wordCount = wordCount;
    this.contentLength = contentLength;
    this.refused = refused;
    this.items = items;
  }

  /**
   * @param items by vocabulary index - 1
   * @param trained the first of them, which occur in training: what only others have could not be
   *     learnt and is left out
   */
  public static ItemFeatures of(List<ItemDescription> items, int trained) {
    List<List<String>> paths = new ArrayList<>(items.size());
    List<List<String>> titles = new ArrayList<>(items.size());
    for (ItemDescription item : items) {
      paths.add(paths(item.category()).stream().limit(MAX_CATEGORIES).toList());
      titles.add(Terms.words(item.title()));
    }
    Terms knownPaths = Terms.inOrder(paths.subList(0, trained));
    Terms knownWords = Terms.frequent(titles.subList(0, trained), FEWEST_ITEMS, MOST_WORDS);
    double[] priceEdges = priceEdges(items.subList(0, trained));
    int contentLength = usualLength(items.subList(0, trained));
    int refused = 0;
    List<Known> known = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      float[] content = items.get(i).content();
      boolean usual = content.length == contentLength;
      refused += usual || contentLength == 0 || content.length == 0 ? 0 : 1;
      known.add(
          new Known(
              knownPaths.indices(paths.get(i), MAX_CATEGORIES),
              knownWords.indices(titles.get(i), MAX_WORDS),
              priceBand(priceEdges, items.get(i).price()),
              usual ? content : Known.NO_CONTENT));
    }
    return new ItemFeatures(knownPaths.size(), knownWords.size(), contentLength, refused, known);
  }

  /** Quantiles that cut known prices into bands of about equally many items. */
  private static double[] priceEdges(List<ItemDescription> items) {
    double[] prices =
        items.stream()
            .mapToDouble(ItemDescription::price)
            .filter(price -> !Double.isNaN(price))
            .sorted()
            .toArray();
    double[] edges = new double[prices.length == 0 ? 0 : PRICE_BANDS - 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = prices[(int) ((long) (i + 1) * prices.length / (edges.length + 1))];
    }
    return edges;
  }

  /** 0 also where no price was known to learn from. */
  private static int priceBand(double[] edges, double price) {
    if (Double.isNaN(price) || edges.length == 0) {
      return 0;
    }
    int found = Arrays.binarySearch(edges, price);
    return 1 + (found >= 0 ? found + 1 : -found - 1);
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

  /** Features of trained items of which no more is known than serving needs. */
  public static ItemFeatures of(Vocabulary vocabulary) {
    return of(
        vocabulary.entries().stream()
            .map(entry -> ItemDescription.of("", entry.category(), entry.price()))
            .toList(),
        vocabulary.size());
  }

  /** Features of items of which nothing is known but their ids. */
  public static ItemFeatures unknown(int items) {
    return new ItemFeatures(0, 0, 0, 0, Collections.nCopies(items, Known.NOTHING));
  }

  /** The same with no title known. */
  public ItemFeatures withoutTitles() {
    List<Known> others = items.stream().map(Known::withoutTitle).toList();
    return new ItemFeatures(categoryCount, 0, contentLength, refused, others);
  }

  /** The same with no content vector known. */
  public ItemFeatures withoutContent() {
    List<Known> others = items.stream().map(Known::withoutContent).toList();
    return new ItemFeatures(categoryCount, wordCount, 0, 0, others);
  }

  /**
   * The features of some of the items, in another order; what was refused stays counted.
   *
   * @param some vocabulary indices
   */
  public ItemFeatures only(int[] some) {
    List<Known> those = Arrays.stream(some).mapToObj(item -> items.get(item - 1)).toList();
    return new ItemFeatures(categoryCount, wordCount, contentLength, refused, those);
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

  /** Number of distinct title words; their indices run from 1 to this, most frequent first. */
  public int wordCount() {
    return wordCount;
  }

  /** The categories' indices of the item with the index {@code item}, none or several. */
  public int[] categories(int item) {
    return items.get(item - 1).categories.clone();
  }

  /** The indices of the words of that item's title, none or several, none of them twice. */
  public int[] words(int item) {
    return items.get(item - 1).words.clone();
  }

  /** The price band of the item with the index {@code item}; 0 = price not known. */
  public int priceBand(int item) {
    return items.get(item - 1).priceBand;
  }

  /** Numbers of a content vector; 0 = no item has one. */
  public int contentLength() {
    return contentLength;
  }

  /** The content vector of the item with the index {@code item}, of length 1; empty = none. */
  public float[] content(int item) {
    return items.get(item - 1).content.clone();
  }

  /** Whether a model can tell more of the item with the index {@code item} than its id. */
  public boolean isAnythingKnown(int item) {
    Known known = items.get(item - 1);
    return known.categories.length > 0
        || known.words.length > 0
        || known.priceBand > 0
        || known.content.length > 0;
  }

  /** Tells how many items' content vectors do not count, since most have another length. */
  public Optional<String> refusal() {
    return refused == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "vector: that of %,d items is not used; give %,d numbers, as most items have",
                refused,
                contentLength));
  }
}
