package dev.tidemark.lab.explain;

import dev.tidemark.scoring.ItemTable;
import java.util.function.IntToDoubleFunction;

/** How alike the model's vectors of two items are. */
record Cosine(ItemTable items) {

  /** Of each item of a history to the one that is answered. */
  IntToDoubleFunction to(Explained explained) {
    return item -> between(item, explained.item());
  }

  /** -1 to 1; vocabulary indices. */
  double between(int item, int other) {
    return dot(item, other) / Math.sqrt(dot(item, item) * dot(other, other));
  }

  private double dot(int item, int other) {
    float[] one = items.read(item);
    float[] two = items.read(other);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * two[i];
    }
    return sum;
  }
}
