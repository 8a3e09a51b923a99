package dev.tidemark.lab.explain;

import java.util.function.IntToDoubleFunction;

/** How alike the model's vectors of two items are. */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
record Cosine(float[] vectors, int items) {

  /** Of each item of a history to the one that is answered. */
  IntToDoubleFunction to(Explained explained) {
    return item -> between(item, explained.item());
  }

  /** -1 to 1; vocabulary indices. */
  double between(int item, int other) {
    return dot(item, other) / Math.sqrt(dot(item, item) * dot(other, other));
  }

  private double dot(int item, int other) {
    int dimension = vectors.length / items;
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += vectors[(item - 1) * dimension + i] * vectors[(other - 1) * dimension + i];
    }
    return sum;
  }
}
