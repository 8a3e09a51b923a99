package dev.tidemark.training.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of the network that can be left out, to see what it is worth. */
public enum Part {
  /** All that is known of items, titles and content too: without it an item is its id. */
  ITEM_FEATURES,
  /** The words of items' titles. */
  TITLES,
  /** Content vectors of items. */
  CONTENT,
  /** All use of how long ago things were: gaps, ages, the time to the moment asked about. */
  TIME_GAPS,
  /** Season and promotion at the moment asked about. */
  CONTEXT,
  /** The look back over the history. */
  LONG_TERM,
  /** The gate: without it both interests count half. */
  GATE,
  /** The shopper's own items as candidates of their own. */
  REPEATS,
  /** What was popular lately as candidates of their own. */
  POPULARITY,
  /** What others took after the same items, counted. */
  RULES;

  /** The part's name as people write it, such as {@code long-term}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException naming the value and the known parts
   */
  public static Part of(String text) {
    String known = Arrays.stream(values()).map(Part::text).collect(Collectors.joining(", "));
    return Arrays.stream(values())
        .filter(part -> part.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--without: '" + text + "'; give " + known));
  }
}
