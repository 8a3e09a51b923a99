package dev.tidemark.scoring;

import dev.tidemark.features.SequenceBatch;

/**
 * Vectors and biases of all items, which lie in memory beside the network: it reads those of a
 * history, and compares all with what a shopper wants. Immutable.
 */
public final class ItemTable {
  private final int items;
  private final int dimension;
  private final float[] vectors;
  private final float[] biases;

  /**
   * The arrays are the table's from now on, since they may be large.
   *
   * @param vectors of the start token and of every item, row by row: [(items + 1) * dimension]
   * @param biases added to what an item is worth, [items]
   */
  public ItemTable(float[] vectors, float[] biases) {
    items = biases.length;
    dimension = vectors.length / (items + 1);
    if (dimension == 0 || (long) dimension * (items + 1) != vectors.length) {
      throw new IllegalArgumentException(
          vectors.length + " numbers are no vectors of a start token and " + items + " items");
    }
    this.vectors = vectors;
    this.biases = biases;
  }

  public int items() {
    return items;
  }

  /** Numbers of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Of the items alone, as they are compared: [dimension * items]. */
  public float[] columns() {
    float[] columns = new float[dimension * items];
    for (int item = 0; item < items; item++) {
      for (int i = 0, at = (item + 1) * dimension; i < dimension; i++) {
        columns[i * items + item] = vectors[at + i];
      }
    }
    return columns;
  }

  /** [items]; not to be changed. */
  public float[] biases() {
    return biases;
  }

  /** Row by row, that of the start token first: [(items + 1) * dimension]. */
  float[] vectors() {
    return vectors;
  }

  /**
   * The vector of each slot, that of the start token where there is nothing: [slots * dimension].
   *
   * @param slots vocabulary indices, such as a {@link SequenceBatch} has
   */
  public float[] read(int... slots) {
    float[] read = new float[slots.length * dimension];
    for (int slot = 0; slot < slots.length; slot++) {
      System.arraycopy(vectors, slots[slot] * dimension, read, slot * dimension, dimension);
    }
    return read;
  }
}
