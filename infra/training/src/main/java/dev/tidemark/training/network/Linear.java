package dev.tidemark.training.network;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Linear algebra by TensorFlow. */
public final class Linear {
  private Linear() {}

  /**
   * The inverse of a square matrix in single precision.
   *
   * @param matrix [n * n], row-major
   */
  public static float[] inverse(float[] matrix, int n) {
    try (Graph graph = NativeLibrary.newGraph()) {
      Ops tf = Ops.create(graph);
      Shape shape = Shape.of(n, n);
      Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      try (Session session = new Session(graph);
          TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(matrix));
          Result result = session.runner().feed(input, tensor).fetch(tf.linalg.inv(input)).run()) {
        return Variables.floats((TFloat32) result.get(0));
      }
    }
  }
}
