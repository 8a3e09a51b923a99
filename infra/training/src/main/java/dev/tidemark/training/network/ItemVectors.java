package dev.tidemark.training.network;

import dev.tidemark.features.ItemFeatures;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The vector of every item: that of its id, plus the mean of its categories' vectors, plus that of
 * its price band. The same vectors are read at the input and compared with at the output.
 */
final class ItemVectors {
  static final String IDS = "item_ids";
  static final String CATEGORIES = "categories";
  static final String PRICES = "prices";

  private final int[][] categories;
  private final float[][] categoryShares;
  private final int[] priceBands;

  ItemVectors(ItemFeatures features, int items) {
    int columns = 1;
    for (int item = 1; item <= items; item++) {
      columns = Math.max(columns, features.categories(item).length);
    }
    categories = new int[items][columns];
    categoryShares = new float[items][columns];
    priceBands = new int[items];
    for (int i = 0; i < items; i++) {
      int[] own = features.categories(i + 1);
      for (int c = 0; c < own.length; c++) {
        categories[i][c] = own[c];
        categoryShares[i][c] = 1f / own.length;
      }
      priceBands[i] = features.priceBand(i + 1);
    }
  }

  /**
   * [items, dimension]; the item of vocabulary index {@code i} is row {@code i - 1}.
   *
   * @param idDropout what to do to the vectors of the ids
   */
  Operand<TFloat32> table(Ops tf, Variables variables, UnaryOperator<Operand<TFloat32>> idDropout) {
    Operand<TFloat32> byCategory =
        tf.sum(
            tf.math.mul(
                tf.gather(variables.get(CATEGORIES), tf.constant(categories), tf.constant(0)),
                tf.expandDims(tf.constant(categoryShares), tf.constant(2))),
            tf.constant(1));
    Operand<TFloat32> byPrice =
        tf.gather(variables.get(PRICES), tf.constant(priceBands), tf.constant(0));
    Operand<TFloat32> ids = idDropout.apply(variables.get(IDS));
    return tf.math.add(ids, tf.math.add(byCategory, byPrice));
  }
}
