package dev.tidemark.features;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The items a model knows. Index 0 is the start of a sequence and padding; items have the indices 1
 * to {@link #size()}, most frequent in training first and those that never occurred there last.
 * Immutable.
 */
public final class Vocabulary {
  /** Index of the start token, which is also the padding. */
  public static final int START = 0;

  private final List<Entry> entries;
  private final Map<String, Integer> indices;

  /**
   * One known item with the attributes it had when the model was trained.
   *
   * @param category as in {@code Item}; may be empty
   * @param price NaN = not given
   */
  public record Entry(String itemId, String category, double price) {}

  public Vocabulary(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    indices = new HashMap<>(entries.size() * 2);
    for (Entry entry : entries) {
      indices.put(entry.itemId(), indices.size() + 1);
    }
    if (indices.size() != entries.size()) {
      throw new IllegalArgumentException("the vocabulary names an item twice");
    }
  }

  /** Number of items, the start token not counted. */
  public int size() {
    return entries.size();
  }

  /** The item's index from 1 on, or empty where the model does not know it. */
  public OptionalInt indexOf(String itemId) {
    Integer index = indices.get(itemId);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * @param index from 1 to {@link #size()}
   */
  public Entry entry(int index) {
    return entries.get(index - 1);
  }

  /** All entries; the one of index {@code i} stands at {@code i - 1}. */
  public List<Entry> entries() {
    return entries;
  }
}
