package dev.tidemark.forecast.sales;

import dev.tidemark.domain.CategoryPath;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Puts items into groups that have more history than an item alone: the catalogue's categories or,
 * where most items have none, families that share the last word of the title, which in most
 * languages of shops says what a thing is.
 *
 * @param names of the groups, in the order of their keys
 * @param groupOf for each item
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Grouping(Kind kind, List<String> names, int[] groupOf) {
  private static final int FAMILY = 5;
  private static final String OTHER = "other";
  private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}]+");
  private static final int SHORTEST_WORD = 3;

  /** What the groups are. */
  public enum Kind {
    CATEGORY,
    FAMILY
  }

  static Grouping of(List<Article> articles) {
    long without = articles.stream().filter(article -> article.category().isEmpty()).count();
    boolean categories = without <= articles.size() / 2;
    String[] labels =
        articles.stream()
            .map(it -> categories ? it.category() : lastWord(it.title()))
            .toArray(String[]::new);
    return categories ? of(Kind.CATEGORY, labels, 1) : of(Kind.FAMILY, labels, FAMILY);
  }

  private static Grouping of(Kind kind, String[] labels, int fewest) {
    Map<String, Integer> items = new HashMap<>();
    for (String label : labels) {
      items.merge(CategoryPath.of(label).text(), 1, Integer::sum);
    }
    TreeMap<String, String> names = new TreeMap<>();
    String[] keys = new String[labels.length];
    for (int item = 0; item < labels.length; item++) {
      String key = CategoryPath.of(labels[item]).text();
      boolean own = !key.isEmpty() && items.get(key) >= fewest;
      keys[item] = own ? key : OTHER;
      // The order of items must not decide how a group is spelled.
      names.merge(keys[item], own ? labels[item] : OTHER, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    Map<String, Integer> numbers = new HashMap<>();
    names.keySet().forEach(key -> numbers.put(key, numbers.size()));
    int[] groupOf = new int[keys.length];
    for (int item = 0; item < keys.length; item++) {
      groupOf[item] = numbers.get(keys[item]);
    }
    return new Grouping(kind, List.copyOf(names.values()), groupOf);
  }

  private static String lastWord(String title) {
    String[] words = NOT_A_LETTER.split(title, -1);
    for (int i = words.length - 1; i >= 0; i--) {
      if (words[i].length() >= SHORTEST_WORD) {
        return words[i].toUpperCase(Locale.ROOT);
      }
    }
    return "";
  }
}
