package dev.tidemark.recommendation.rank;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.domain.Item;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.recommendation.request.ItemFilter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The items that are ranked: those of the model, with attributes that they had in training, and
 * behind them some that came later, as they are listed. Attributes leave out early what a request
 * does not want. Holds scratch: one request at a time.
 */
public final class KnownItems {
  private final Vocabulary vocabulary;
  private final List<List<CategoryPath>> categories;
  private final int[] categoryOf;
  private final double[] prices;
  private final boolean[] blocked;
  private final Set<String> paths;
  private final List<Item> later;
  private final Map<String, Integer> laterIndices = new HashMap<>();

  public KnownItems(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    categoryOf = new int[vocabulary.size()];
    prices = new double[vocabulary.size()];
    blocked = new boolean[vocabulary.size()];
    Map<String, Integer> distinct = new HashMap<>();
    for (int i = 0; i < prices.length; i++) {
      Vocabulary.Entry entry = vocabulary.entry(i + 1);
      prices[i] = entry.price();
      categoryOf[i] = distinct.computeIfAbsent(entry.category(), text -> distinct.size());
    }
    String[] texts = new String[distinct.size()];
    distinct.forEach((text, index) -> texts[index] = text);
    categories = Stream.of(texts).map(CategoryPath::all).toList();
    paths =
        categories.stream()
            .flatMap(List::stream)
            .flatMap(path -> path.withParents().stream())
            .collect(Collectors.toUnmodifiableSet());
    later = List.of();
  }

  private KnownItems(KnownItems trained, List<Item> later) {
    vocabulary = trained.vocabulary;
    categories = trained.categories;
    categoryOf = trained.categoryOf;
    prices = trained.prices;
    paths = trained.paths;
    this.later = List.copyOf(later);
    blocked = new boolean[vocabulary.size() + later.size()];
    for (Item item : later) {
      laterIndices.put(item.itemId(), vocabulary.size() + laterIndices.size() + 1);
    }
  }

  /**
   * The model's items and these.
   *
   * @param more none of the model's, in the order of their indices
   */
  KnownItems with(List<Item> more) {
    return new KnownItems(this, more);
  }

  boolean isTrained(String itemId) {
    return vocabulary.indexOf(itemId).isPresent();
  }

  /** The item's index from 1 on; empty = it is not ranked. */
  public OptionalInt indexOf(String itemId) {
    OptionalInt index = vocabulary.indexOf(itemId);
    Integer own = index.isPresent() ? null : laterIndices.get(itemId);
    return own == null ? index : OptionalInt.of(own);
  }

  /**
   * @param index as {@link #indexOf} gives it
   */
  public String itemId(int index) {
    return index <= vocabulary.size()
        ? vocabulary.entry(index).itemId()
        : later.get(index - vocabulary.size() - 1).itemId();
  }

  /** Paths of all categories and of what they are within, see {@link CategoryPath#text}. */
  public Set<String> categories() {
    return paths;
  }

  /**
   * Which items must not be answered; the one of index {@code i} stands at {@code i - 1}. The array
   * is valid until the next call.
   */
  public boolean[] blocked(ItemFilter filter, Set<String> excluded) {
    Arrays.fill(blocked, false);
    block(filter);
    for (int i = 0; i < later.size(); i++) {
      blocked[prices.length + i] = !filter.acceptsListed(later.get(i));
    }
    for (String itemId : excluded) {
      OptionalInt index = indexOf(itemId);
      if (index.isPresent()) {
        blocked[index.getAsInt() - 1] = true;
      }
    }
    return blocked;
  }

  private void block(ItemFilter filter) {
    boolean[] wanted = new boolean[categories.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = filter.acceptsCategories(categories.get(i));
    }
    for (int i = 0; i < prices.length; i++) {
      blocked[i] |= !wanted[categoryOf[i]] || !filter.acceptsPrice(prices[i]);
    }
    if (!filter.only().isEmpty()) {
      keepOnly(filter.only());
    }
    filter.also().forEach(this::block);
  }

  private void keepOnly(Set<String> itemIds) {
    boolean[] kept = new boolean[prices.length];
    for (String itemId : itemIds) {
      vocabulary.indexOf(itemId).ifPresent(index -> kept[index - 1] = true);
    }
    for (int i = 0; i < kept.length; i++) {
      blocked[i] |= !kept[i];
    }
  }
}
