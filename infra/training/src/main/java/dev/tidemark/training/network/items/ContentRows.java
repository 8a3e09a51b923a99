package dev.tidemark.training.network.items;

import dev.tidemark.features.ItemFeatures;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * The content vectors of all items, [items, numbers], zeros where an item has none. They are fed
 * once into a variable that nothing trains, since constants of a graph may not exceed 2 GB.
 */
final class ContentRows {
  private static final String CONTENT = "content_vectors";

  private final ItemFeatures features;
  private final Variables fixed;

  ContentRows(Tensors tf, ItemFeatures features, int items) {
    this.features = features;
    fixed = new Variables(tf.ops());
    fixed.add(WeightSpec.filled(CONTENT, 0f, items, features.contentLength()));
  }

  /**
   * Gives the session the vectors, each of the length {@code 1 / sqrt(numbers)}: Adam moves every
   * weight about alike, and thus a step moves an item by its content about as far as by its id.
   */
  void load(Session session) {
    int numbers = features.contentLength();
    float scale = (float) (1 / Math.sqrt(numbers));
    float[] rows = new float[fixed.spec(CONTENT).size()];
    for (int row = 0; row < rows.length / numbers; row++) {
      float[] own = features.content(row + 1);
      for (int i = 0; i < own.length; i++) {
        rows[row * numbers + i] = own[i] * scale;
      }
    }
    fixed.write(session, Map.of(CONTENT, rows));
  }

  /**
   * @param weights [numbers, dimension]
   * @return [items, dimension]
   */
  Operand<TFloat32> times(Tensors tf, Operand<TFloat32> weights) {
    return tf.matMul(fixed.get(CONTENT), weights);
  }

  /**
   * The gradient by the weights, [numbers, dimension].
   *
   * @param gradient by the product, [items, dimension]
   */
  Operand<TFloat32> backward(Tensors tf, Operand<TFloat32> gradient) {
    return tf.ops().linalg.matMul(fixed.get(CONTENT), gradient, MatMul.transposeA(true));
  }
}
