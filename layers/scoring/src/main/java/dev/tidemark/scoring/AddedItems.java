package dev.tidemark.scoring;

import java.util.List;

/**
 * Items behind those of a table. What the network is fed stays, so they are compared here with what
 * a shopper wants, and take part in the network's softmax as if they had been among its items.
 */
final class AddedItems {
  private final ItemTable table;
  private final List<float[]> vectors;
  private final float bias;

  /**
   * @param vectors of the items in their order
   * @param bias of each
   */
  AddedItems(ItemTable table, List<float[]> vectors, float bias) {
    this.table = table;
    this.vectors = List.copyOf(vectors);
    this.bias = bias;
  }

  int size() {
    return vectors.size();
  }

  /**
   * Puts what these items are worth behind the others.
   *
   * @param row whose answer it is
   * @param probabilities [items of the table and these]
   * @return what these add up to, where the softmax adds up to 1
   */
  double compare(NetworkOutput output, int row, float[] probabilities) {
    double sum = 0;
    double normaliser = vectors.isEmpty() ? 0 : normaliser(output, row);
    int first = row * table.dimension();
    for (int i = 0; i < vectors.size(); i++) {
      double worth = product(output.queries(), first, vectors.get(i), 0) + bias;
      float probability = (float) Math.exp(worth - normaliser);
      probabilities[table.items() + i] = probability;
      sum += probability;
    }
    return sum;
  }

  /**
   * The logarithm of what the softmax was divided by: what its likeliest item is worth tells it.
   */
  private double normaliser(NetworkOutput output, int row) {
    float[] softmax = output.softmax();
    int first = row * table.items();
    int likeliest = 0;
    for (int item = 1; item < table.items(); item++) {
      likeliest = softmax[first + item] > softmax[first + likeliest] ? item : likeliest;
    }
    int query = row * table.dimension();
    int vector = (likeliest + 1) * table.dimension();
    double worth =
        table.width() == table.dimension()
            ? product(output.queries(), query, table.vectors(), vector)
            : compared(output.queries(), query, vector);
    return worth + table.biases()[likeliest] - Math.log(softmax[first + likeliest]);
  }

  /** As much of a product as the network compares of the table's items. */
  private double compared(float[] queries, int query, int vector) {
    double sum = 0;
    for (int j = 0; j < table.width(); j++) {
      float wanted = 0;
      float given = 0;
      for (int i = 0; i < table.dimension(); i++) {
        float axis = table.rotation()[i * table.width() + j];
        wanted += queries[query + i] * axis;
        given += table.vectors()[vector + i] * axis;
      }
      sum += wanted * given;
    }
    return sum;
  }

  /** Four sums side by side, since each would wait for its last addition. */
  private double product(float[] left, int l, float[] right, int r) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < table.dimension(); i += 4) {
      a += left[l + i] * right[r + i];
      b += left[l + i + 1] * right[r + i + 1];
      c += left[l + i + 2] * right[r + i + 2];
      d += left[l + i + 3] * right[r + i + 3];
    }
    for (; i < table.dimension(); i++) {
      a += left[l + i] * right[r + i];
    }
    return a + b + c + d;
  }
}
