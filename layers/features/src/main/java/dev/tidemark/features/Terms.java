package dev.tidemark.features;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Words or categories that items share, numbered from 1 on. Immutable. */
final class Terms {
  /** Anything but letters with their marks, and digits, of any script. */
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final List<String> terms;
  private final Map<String, Integer> indices;

  /**
   * @param terms in the order of their indices, none of them twice
   */
  Terms(List<String> terms) {
    this.terms = List.copyOf(terms);
    indices = new HashMap<>(2 * terms.size());
    for (String term : this.terms) {
      indices.put(term, indices.size() + 1);
    }
  }

  /** A title's words in lower case and compatibility form, each once, in their order. */
  static List<String> words(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>(List.of(BETWEEN_WORDS.split(plain, -1)));
    words.remove("");
    return List.copyOf(words);
  }

  /**
   * @param ofItems the terms of each item; they are numbered in the order in which they come
   */
  static Terms inOrder(Collection<List<String>> ofItems) {
    Set<String> terms = new LinkedHashSet<>();
    ofItems.forEach(terms::addAll);
    return new Terms(List.copyOf(terms));
  }

  /**
   * The terms of the most items, most frequent first.
   *
   * @param ofItems the terms of each item, none of them twice
   * @param fewest items that a term must be in
   * @param most terms that are numbered
   */
  static Terms frequent(Collection<List<String>> ofItems, int fewest, int most) {
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> terms : ofItems) {
      terms.forEach(term -> counts.merge(term, 1, Integer::sum));
    }
    return new Terms(
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= fewest)
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList());
  }

  List<String> inOrder() {
    return terms;
  }

  /** Indices of the first {@code most} of these terms that are numbered. */
  int[] indices(List<String> some, int most) {
    return some.stream()
        .map(indices::get)
        .filter(Objects::nonNull)
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
