package dev.tidemark.training.data;

import com.carrotsearch.hppc.sorting.IndirectSort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers names from 0 on, in the order in which they first came. */
final class Names {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The name's number, a new one where it never came before. */
  int numberOf(String name) {
    int number = numbers.computeIfAbsent(name, added -> names.size());
    if (number == names.size()) {
      names.add(name);
    }
    return number;
  }

  String name(int number) {
    return names.get(number);
  }

  int size() {
    return names.size();
  }

  /** All numbers, in the order of their names. */
  int[] sorted() {
    return IndirectSort.mergesort(0, size(), (a, b) -> name(a).compareTo(name(b)));
  }
}
