package dev.tidemark.lab.classic;

import dev.tidemark.features.History;
import java.util.Arrays;

/** Examples of one part of the data, as columns: 16 bytes each. Append-only. */
final class Examples {
  private final boolean trained;
  private History[] histories = new History[16];
  private int[] ends = new int[16];
  private int[] positions = new int[16];
  private int[] items = new int[16];
  private int size;

  /**
   * @param trained whether this is the training part
   */
  Examples(boolean trained) {
    this.trained = trained;
  }

  void add(History history, int end, int position, int item) {
    if (size == ends.length) {
      int capacity = size + (size >> 1);
      histories = Arrays.copyOf(histories, capacity);
      ends = Arrays.copyOf(ends, capacity);
      positions = Arrays.copyOf(positions, capacity);
      items = Arrays.copyOf(items, capacity);
    }
    histories[size] = history;
    ends[size] = end;
    positions[size] = position;
    items[size++] = item;
  }

  int size() {
    return size;
  }

  Example get(int i) {
    return new Example(histories[i], ends[i], positions[i], items[i], trained);
  }
}
