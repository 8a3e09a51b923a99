package dev.tidemark.recommendation.rank;

import dev.tidemark.features.Vocabulary;
import dev.tidemark.recommendation.request.CategoryPath;
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
 * Attributes that the model's items had in training, as columns, to leave out early what a request
 * does not want. Holds scratch: one request at a time.
 */
public final class KnownItems {
  private final Vocabulary vocabulary;
  private final List<List<CategoryPath>> categories;
  private final int[] categoryOf;
  private final double[] prices;
  private final boolean[] blocked;
  private final Set<String> paths;

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
  }

  /** Paths of all categories and of what they are within, see {@link CategoryPath#text}. */
  public Set<String> categories() {
    return paths;
  }

  /**
   * Which items must not be answered; the one of vocabulary index {@code i} stands at {@code i -
   * 1}. The array is valid until the next call.
   */
  public boolean[] blocked(ItemFilter filter, Set<String> excluded) {
    Arrays.fill(blocked, false);
    block(filter);
    for (String itemId : excluded) {
      OptionalInt index = vocabulary.indexOf(itemId);
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
    for (int i = 0; i < blocked.length; i++) {
      blocked[i] |= !wanted[categoryOf[i]] || !filter.acceptsPrice(prices[i]);
    }
    if (!filter.only().isEmpty()) {
      keepOnly(filter.only());
    }
    filter.also().forEach(this::block);
  }

  private void keepOnly(Set<String> itemIds) {
    boolean[] kept = new boolean[blocked.length];
    for (String itemId : itemIds) {
      vocabulary.indexOf(itemId).ifPresent(index -> kept[index - 1] = true);
    }
    for (int i = 0; i < blocked.length; i++) {
      blocked[i] |= !kept[i];
    }
  }
}
