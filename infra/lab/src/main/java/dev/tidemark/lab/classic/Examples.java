package dev.tidemark.lab.classic;

import com.carrotsearch.hppc.IntArrayList;
import dev.tidemark.features.History;
import java.util.ArrayList;
import java.util.List;

/** Examples of one part of the data, as columns: 16 bytes each. Append-only. */
final class Examples {
  private final boolean trained;
  private final List<History> histories = new ArrayList<>();
  private final IntArrayList ends = new IntArrayList();
  private final IntArrayList positions = new IntArrayList();
  private final IntArrayList items = new IntArrayList();

  /**
   * @param trained whether this is the training part
   */
  Examples(boolean trained) {
    this.trained = trained;
  }

  void add(History history, int end, int position, int item) {
    histories.add(history);
    ends.add(end);
    positions.add(position);
    items.add(item);
  }

  int size() {
    return items.size();
  }

  Example get(int i) {
    return new Example(histories.get(i), ends.get(i), positions.get(i), items.get(i), trained);
  }
}
