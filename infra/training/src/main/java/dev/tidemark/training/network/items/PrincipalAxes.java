package dev.tidemark.training.network.items;

import dev.tidemark.scoring.ItemTable;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NativeLibrary;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat32;

/**
 * The axes along which the vectors of items differ most: eigenvectors of the sum of their outer
 * products with themselves.
 */
public final class PrincipalAxes {
  /** Items that are compared by all numbers of their vectors (infra/adr/044). */
  private static final int MOST_WHOLE = 8_000;

  /** Numbers of a vector that are compared first of more items, and of more than many. */
  private static final int WIDTH = 64;

  private static final int MANY = 50_000;
  private static final int WIDTH_OF_MANY = 32;

  private static final int TOGETHER = 20_000;

  private PrincipalAxes() {}

  /** The same items, compared by these axes first where they are many. */
  public static ItemTable whereMany(ItemTable items) {
    int width = width(items.items(), items.dimension());
    return width == items.dimension() ? items : items.comparedBy(of(items, width));
  }

  /** Numbers of a vector of this dimension that are compared first of so many items. */
  public static int width(int items, int dimension) {
    return items <= MOST_WHOLE
        ? dimension
        : Math.min(dimension, items <= MANY ? WIDTH : WIDTH_OF_MANY);
  }

  /**
   * @param width how many, at most the table's dimension
   * @return [dimension * width], one a column
   */
  static float[] of(ItemTable table, int width) {
    int dimension = table.dimension();
    try (Graph graph = NativeLibrary.newGraph();
        Session session = new Session(graph, Device.CPU.session().build())) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> rows =
          tf.placeholder(
              TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, dimension)));
      MatMul<TFloat32> products = tf.linalg.matMul(rows, rows, MatMul.transposeA(true));
      float[] sum = new float[dimension * dimension];
      for (int first = 1; first <= table.items(); first += TOGETHER) {
        int last = Math.min(first + TOGETHER, table.items() + 1);
        float[] some = Arrays.copyOfRange(table.vectors(), first * dimension, last * dimension);
        add(sum, run(session, rows, some, dimension, products));
      }
      SelfAdjointEig<TFloat32> eigen =
          tf.linalg.selfAdjointEig(rows, SelfAdjointEig.computeV(true));
      float[] axes = run(session, rows, sum, dimension, eigen.v());
      float[] last = new float[dimension * width];
      for (int i = 0; i < dimension; i++) {
        System.arraycopy(axes, (i + 1) * dimension - width, last, i * width, width);
      }
      return last;
    }
  }

  private static float[] run(
      Session session,
      Placeholder<TFloat32> input,
      float[] rows,
      int dimension,
      Operand<TFloat32> output) {
    try (Feeds feeds = new Feeds(session.runner())) {
      feeds.floats(input, Shape.of(rows.length / dimension, dimension), rows);
      return feeds.read(List.of(output)).get(0);
    }
  }

  private static void add(float[] sum, float[] part) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += part[i];
    }
  }
}
