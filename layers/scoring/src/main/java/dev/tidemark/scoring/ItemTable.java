package dev.tidemark.scoring;

import dev.tidemark.features.SequenceBatch;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Vectors and biases of all items, which lie in memory beside the network: it reads those of a
 * history, and compares all with what a shopper wants. Of many items it compares not all numbers of
 * the vectors but their few principal components (Pearson 1901), and the likeliest are compared
 * again here by all of them. Immutable.
 */
public final class ItemTable {
  /** Of the items one in so many is compared again, within these limits. */
  private static final int ONE_OF = 100;

  private static final int FEWEST_CANDIDATES = 100;
  private static final int MOST_CANDIDATES = 1000;

  private final int items;
  private final int dimension;
  private final int width;
  private final float[] vectors;
  private final float[] biases;
  private final float[] rotation;

  /**
   * A table all of which is compared. The arrays are the table's from now on, since they may be
   * large.
   *
   * @param vectors of the start token and of every item, row by row: [(items + 1) * dimension]
   * @param biases added to what an item is worth, [items]
   */
  public ItemTable(float[] vectors, float[] biases) {
    this(vectors, biases, identity(vectors.length / (biases.length + 1)));
  }

  private ItemTable(float[] vectors, float[] biases, float[] rotation) {
    items = biases.length;
    dimension = vectors.length / (items + 1);
    width = dimension == 0 ? 0 : rotation.length / dimension;
    if (width == 0
        || (long) dimension * (items + 1) != vectors.length
        || dimension * width != rotation.length) {
      throw new IllegalArgumentException(
          vectors.length + " numbers are no vectors of a start token and " + items + " items");
    }
    this.vectors = vectors;
    this.biases = biases;
    this.rotation = rotation;
  }

  private static float[] identity(int dimension) {
    float[] identity = new float[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      identity[i * (dimension + 1)] = 1;
    }
    return identity;
  }

  /**
   * The same items, compared by a part of their space first.
   *
   * @param axes that span it, orthogonal and of length 1, one a column: [dimension * fewer]
   */
  public ItemTable comparedBy(float[] axes) {
    if (axes.length >= dimension * dimension) {
      throw new IllegalArgumentException(axes.length + " numbers are no fewer axes than all");
    }
    return new ItemTable(vectors, biases, axes);
  }

  public int items() {
    return items;
  }

  /** Numbers of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Numbers of a vector that are compared first. */
  public int width() {
    return width;
  }

  /** From vectors to what is compared of them, [dimension * width]; not to be changed. */
  public float[] rotation() {
    return rotation;
  }

  /** What is compared of the items, [width * items]. */
  public float[] columns() {
    float[] columns = new float[width * items];
    for (int item = 0; item < items; item++) {
      float[] row = along(vectors, (item + 1) * dimension);
      for (int j = 0; j < width; j++) {
        columns[j * items + item] = row[j];
      }
    }
    return columns;
  }

  /** [items]; not to be changed. */
  public float[] biases() {
    return biases;
  }

  /** Row by row, that of the start token first: [(items + 1) * dimension]; not to be changed. */
  public float[] vectors() {
    return vectors;
  }

  /**
   * The vector of each slot, that of the start token where there is nothing: [slots * dimension].
   *
   * @param slots vocabulary indices, such as a {@link SequenceBatch} has
   */
  public float[] read(int... slots) {
    float[] read = new float[slots.length * dimension];
    read(FloatBuffer.wrap(read), slots);
    return read;
  }

  /** The same into a buffer of so many numbers. */
  void read(FloatBuffer into, int... slots) {
    for (int slot : slots) {
      into.put(vectors, slot * dimension, dimension);
    }
  }

  /**
   * Compares the likeliest items again, where not all of them was compared.
   *
   * @param probabilities by what was compared, [items]; become those by all
   * @param queries of several shoppers, row by row
   * @param row whose probabilities they are
   * @return what they add up to afterwards, where they added up to 1
   */
  double refine(float[] probabilities, float[] queries, int row) {
    double sum = 1;
    if (width < dimension) {
      float[] rest = rest(queries, row);
      float least = Greatest.least(probabilities, items, candidates());
      for (int item = 0; item < items; item++) {
        float before = probabilities[item];
        if (before >= least) {
          float more = DotProduct.of(rest, 0, vectors, (item + 1) * dimension, dimension);
          probabilities[item] = before * (float) Math.exp(more);
          sum += probabilities[item] - before;
        }
      }
    }
    return sum;
  }

  /** Items that are compared again, where there are as many. */
  int candidates() {
    return Math.max(FEWEST_CANDIDATES, Math.min(MOST_CANDIDATES, items / ONE_OF));
  }

  /** What is left of a query beside what was compared. */
  private float[] rest(float[] queries, int row) {
    float[] rest = Arrays.copyOfRange(queries, row * dimension, (row + 1) * dimension);
    float[] along = along(rest, 0);
    for (int i = 0; i < dimension; i++) {
      rest[i] -= DotProduct.of(along, 0, rotation, i * width, width);
    }
    return rest;
  }

  /** What is compared of a vector, [width]. */
  float[] along(float[] vectors, int at) {
    if (width == dimension) {
      return Arrays.copyOfRange(vectors, at, at + dimension);
    }
    float[] along = new float[width];
    for (int i = 0; i < dimension; i++) {
      float value = vectors[at + i];
      for (int j = 0; j < width; j++) {
        along[j] += value * rotation[i * width + j];
      }
    }
    return along;
  }
}
