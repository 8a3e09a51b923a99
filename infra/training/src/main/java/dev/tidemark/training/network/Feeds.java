package dev.tidemark.training.network;

import dev.tidemark.features.Input;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What one run of a session is fed; owns the tensors, which must live until the run is over. */
public final class Feeds implements AutoCloseable {
  private final Session.Runner runner;
  private final List<Tensor> tensors = new ArrayList<>();

  public Feeds(Session.Runner runner) {
    this.runner = runner;
  }

  /** A placeholder for each input, called as in the signature. */
  public static Map<Input, Placeholder<TInt32>> placeholders(Ops tf, Shape slots, Shape questions) {
    Ops named = tf.withSubScope("inputs");
    Map<Input, Placeholder<TInt32>> placeholders = new EnumMap<>(Input.class);
    for (Input input : Input.values()) {
      Shape shape = Input.SLOTS.contains(input) ? slots : questions;
      placeholders.put(
          input,
          named.withName(input.signature()).placeholder(TInt32.class, Placeholder.shape(shape)));
    }
    return placeholders;
  }

  public void inputs(
      Map<Input, Placeholder<TInt32>> placeholders,
      Map<Input, int[]> values,
      Shape slots,
      Shape questions) {
    Input.SLOTS.forEach(input -> ints(placeholders.get(input), slots, values.get(input)));
    Input.REQUESTS.forEach(input -> ints(placeholders.get(input), questions, values.get(input)));
  }

  public void ints(Placeholder<TInt32> placeholder, Shape shape, int... values) {
    feed(placeholder, TInt32.tensorOf(shape, DataBuffers.of(values)));
  }

  public void floats(Placeholder<TFloat32> placeholder, Shape shape, float... values) {
    feed(placeholder, TFloat32.tensorOf(shape, DataBuffers.of(values)));
  }

  private void feed(Placeholder<?> placeholder, Tensor tensor) {
    tensors.add(tensor);
    runner.feed(placeholder, tensor);
  }

  public void scalar(Placeholder<TFloat32> placeholder, float value) {
    floats(placeholder, Shape.scalar(), value);
  }

  /** Runs without an answer. */
  public void run() {
    runner.run().close();
  }

  /** Runs and reads, each in row-major order. */
  public List<float[]> read(List<? extends Operand<TFloat32>> fetches) {
    fetches.forEach(runner::fetch);
    List<float[]> values = new ArrayList<>();
    try (Result result = runner.run()) {
      result.forEach(entry -> values.add(Variables.floats((TFloat32) entry.getValue())));
    }
    return values;
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
