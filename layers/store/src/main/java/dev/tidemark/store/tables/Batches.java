package dev.tidemark.store.tables;

import java.util.ArrayList;
import java.util.List;

/** Cuts lists into what one call takes. */
final class Batches {
  private Batches() {}

  /** Views of consecutive parts, each of the given size but the last one. */
  static <T> List<List<T>> of(List<T> list, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      batches.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return batches;
  }
}
