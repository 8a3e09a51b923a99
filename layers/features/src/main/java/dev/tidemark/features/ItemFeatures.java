package dev.tidemark.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Categories, title words and price of every known item as indices, and its content vector, for the
 * item vectors. A category path such as {@code GROCERY/BREAD} counts as {@code GROCERY} and as the
 * whole path. Immutable.
 */
public final class ItemFeatures {
  /** Categories of one item that are looked at, the first ones given. */
  public static final int MAX_CATEGORIES = 8;

  /** Words of one title that are looked at, the first ones that are known. */
  public static final int MAX_WORDS = 16;

  /** Number of price bands; band 0 = price not known. */
  public static final int PRICE_BANDS = PriceBands.COUNT;

  /** A word of one item alone would be but a second id of it. */
  private static final int FEWEST_ITEMS = 2;

  private static final int MOST_WORDS = 20_000;

  private final int categoryCount;
  private final int wordCount;
  private final int[][] categories;
  private final int[][] words;
  private final int[] priceBands;
  private final ContentVectors content;

  private ItemFeatures(
      int categoryCount,
      int wordCount,
      int[][] categories,
      int[][] words,
      int[] priceBands,
      ContentVectors content) {
    this.categoryCount = categoryCount;
    this.wordCount = wordCount;
    this.categories = categories;
    this.words = words;
    this.priceBands = priceBands;
    this.content = content;
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
      titles.add(TitleWords.of(item.title()));
    }
    Terms knownPaths = Terms.inOrder(paths.subList(0, trained));
    Terms knownWords = Terms.frequent(titles.subList(0, trained), FEWEST_ITEMS, MOST_WORDS);
    PriceBands bands = PriceBands.of(items.subList(0, trained));
    int[][] categories = new int[items.size()][];
    int[][] words = new int[items.size()][];
    int[] priceBands = new int[items.size()];
    for (int i = 0; i < priceBands.length; i++) {
      categories[i] = knownPaths.indices(paths.get(i), MAX_CATEGORIES);
      words[i] = knownWords.indices(titles.get(i), MAX_WORDS);
      priceBands[i] = bands.band(items.get(i).price());
    }
    return new ItemFeatures(
        knownPaths.size(),
        knownWords.size(),
        categories,
        words,
        priceBands,
        ContentVectors.of(items, trained));
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
    return new ItemFeatures(
        0, 0, new int[items][0], new int[items][0], new int[items], ContentVectors.none(items));
  }

  /** The same with no title known. */
  public ItemFeatures withoutTitles() {
    return new ItemFeatures(
        categoryCount, 0, categories, new int[priceBands.length][0], priceBands, content);
  }

  /** The same with no content vector known. */
  public ItemFeatures withoutContent() {
    return new ItemFeatures(
        categoryCount,
        wordCount,
        categories,
        words,
        priceBands,
        ContentVectors.none(priceBands.length));
  }

  /**
   * The features of some of the items, in another order.
   *
   * @param items vocabulary indices
   */
  public ItemFeatures only(int[] items) {
    int[][] someCategories = new int[items.length][];
    int[][] someWords = new int[items.length][];
    int[] someBands = new int[items.length];
    for (int i = 0; i < items.length; i++) {
      someCategories[i] = categories[items[i] - 1];
      someWords[i] = words[items[i] - 1];
      someBands[i] = priceBands[items[i] - 1];
    }
    return new ItemFeatures(
        categoryCount, wordCount, someCategories, someWords, someBands, content.only(items));
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
    return categories[item - 1].clone();
  }

  /** The indices of the words of that item's title, none or several, none of them twice. */
  public int[] words(int item) {
    return words[item - 1].clone();
  }

  /** The price band of the item with the index {@code item}; 0 = price not known. */
  public int priceBand(int item) {
    return priceBands[item - 1];
  }

  /** Numbers of a content vector; 0 = no item has one. */
  public int contentLength() {
    return content.length();
  }

  /** The content vector of the item with the index {@code item}, of length 1; empty = none. */
  public float[] content(int item) {
    return content.of(item - 1);
  }

  /** Whether a model can tell more of the item with the index {@code item} than its id. */
  public boolean isAnythingKnown(int item) {
    return categories[item - 1].length > 0
        || words[item - 1].length > 0
        || priceBands[item - 1] > 0
        || content(item).length > 0;
  }

  /** Tells how many items' content vectors do not count, since most have another length. */
  public Optional<String> refusal() {
    return content.refusal();
  }
}
