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
      double worth =
          DotProduct.of(output.queries(), first, vectors.get(i), 0, table.dimension()) + bias;
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
        DotProduct.of(
            table.along(output.queries(), query),
            0,
            table.along(table.vectors(), vector),
            0,
            table.width());
    return worth + table.biases()[likeliest] - Math.log(softmax[first + likeliest]);
  }
}
