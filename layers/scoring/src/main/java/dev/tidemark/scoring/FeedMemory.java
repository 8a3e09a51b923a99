package dev.tidemark.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * Memory outside Java's heap from which tensors are filled. The engine copies it into each tensor,
 * and would ask the system for as much memory for every one of them if it were not given here: so
 * one piece serves all requests. For one thread at a time.
 */
final class FeedMemory {
  private static final int LEAST = 1 << 16;

  private ByteBuffer memory = allocated(LEAST);

  /**
   * @param values writes as many as the shape has
   */
  NDArray floats(NDManager manager, Shape shape, Consumer<FloatBuffer> values) {
    ByteBuffer place = place(shape);
    values.accept(place.asFloatBuffer());
    return manager.create(place, shape, DataType.FLOAT32);
  }

  /**
   * @param values as many as the shape has
   */
  NDArray ints(NDManager manager, Shape shape, int... values) {
    ByteBuffer place = place(shape);
    place.asIntBuffer().put(values);
    return manager.create(place, shape, DataType.INT32);
  }

  private ByteBuffer place(Shape shape) {
    int bytes = Math.toIntExact(shape.size() * Float.BYTES);
    if (memory.capacity() < bytes) {
      memory = allocated(Math.max(bytes, 2 * memory.capacity()));
    }
    return memory.clear().limit(bytes);
  }

  private static ByteBuffer allocated(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
