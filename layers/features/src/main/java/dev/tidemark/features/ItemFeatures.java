package dev.tidemark.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

  private final ItemEncoder encoder;
  private final int refused;
  private final List<EncodedItem> items;

  /**
   * @param refused items whose content vectors do not count
   * @param items by vocabulary index - 1
   */
  private ItemFeatures(ItemEncoder encoder, int refused, List<EncodedItem> items) {
    this.encoder = encoder;
    this.refused = refused;
    this.items = items;
  }

  /**
   * @param items by vocabulary index - 1
   * @param trained the first of them, which occur in training: what only others have could not be
   *     learnt and is left out
   */
  public static ItemFeatures of(List<ItemDescription> items, int trained) {
    ItemEncoder encoder = ItemEncoder.of(items.subList(0, trained));
    int refused = 0;
    List<EncodedItem> known = new ArrayList<>(items.size());
    for (ItemDescription item : items) {
      int length = item.content().length;
      boolean usual = length == encoder.contentLength();
      refused += usual || encoder.contentLength() == 0 || length == 0 ? 0 : 1;
      known.add(encoder.encode(item));
    }
    return new ItemFeatures(encoder, refused, known);
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
        ItemEncoder.NOTHING, 0, Collections.nCopies(items, EncodedItem.NOTHING));
  }

  /** The same with no title known. */
  public ItemFeatures withoutTitles() {
    List<EncodedItem> others = items.stream().map(EncodedItem::withoutTitle).toList();
    return new ItemFeatures(encoder.withoutTitles(), refused, others);
  }

  /** The same with no content vector known. */
  public ItemFeatures withoutContent() {
    List<EncodedItem> others = items.stream().map(EncodedItem::withoutContent).toList();
    return new ItemFeatures(encoder.withoutContent(), 0, others);
  }

  /**
   * The features of some of the items, in another order; what was refused stays counted.
   *
   * @param some vocabulary indices
   */
  public ItemFeatures only(int[] some) {
    List<EncodedItem> those = Arrays.stream(some).mapToObj(item -> items.get(item - 1)).toList();
    return new ItemFeatures(encoder, refused, those);
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
    return encoder.categories().size();
  }

  /** Number of distinct title words; their indices run from 1 to this, most frequent first. */
  public int wordCount() {
    return encoder.words().size();
  }

  /** The categories' indices of the item with the index {@code item}, none or several. */
  public int[] categories(int item) {
    return items.get(item - 1).categories().clone();
  }

  /** The indices of the words of that item's title, none or several, none of them twice. */
  public int[] words(int item) {
    return items.get(item - 1).words().clone();
  }

  /** The price band of the item with the index {@code item}; 0 = price not known. */
  public int priceBand(int item) {
    return items.get(item - 1).priceBand();
  }

  /** Numbers of a content vector; 0 = no item has one. */
  public int contentLength() {
    return encoder.contentLength();
  }

  /** The content vector of the item with the index {@code item}, of length 1; empty = none. */
  public float[] content(int item) {
    return items.get(item - 1).content().clone();
  }

  /** Whether a model can tell more of the item with the index {@code item} than its id. */
  public boolean isAnythingKnown(int item) {
    return items.get(item - 1).isAnythingKnown();
  }

  /** What encodes items that come later, alike. */
  public ItemEncoder encoder() {
    return encoder;
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
                encoder.contentLength()));
  }
}
