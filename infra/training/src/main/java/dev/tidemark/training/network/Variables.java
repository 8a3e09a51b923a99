package dev.tidemark.training.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Named float variables of a graph, and how to write and read them through a session. */
public final class Variables {
  private final Ops tf;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  private record Slot(
      WeightSpec spec,
      Variable<TFloat32> variable,
      Operand<TFloat32> value,
      Placeholder<TFloat32> input,
      Op assign) {}

  public Variables(Ops tf) {
    this.tf = tf;
  }

  public void add(WeightSpec spec) {
    Variable<TFloat32> variable = tf.withName(spec.name()).variable(spec.shape(), TFloat32.class);
    Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()));
    // Reading through an identity: gradients by the reference itself crash the native library.
    slots.put(
        spec.name(),
        new Slot(spec, variable, tf.identity(variable), input, tf.assign(variable, input)));
  }

  public Set<String> names() {
    return slots.keySet();
  }

  public WeightSpec spec(String name) {
    return slots.get(name).spec();
  }

  /** The value to compute with. */
  public Operand<TFloat32> get(String name) {
    return slots.get(name).value();
  }

  /** The reference to assign to. */
  public Variable<TFloat32> reference(String name) {
    return slots.get(name).variable();
  }

  /** Writes every variable; {@code values} has an array in row-major order for each name. */
  public void write(Session session, Map<String, float[]> values) {
    write(session, slots.keySet(), values);
  }

  /** All in one run: for each new set of targets TensorFlow prepares the whole graph anew. */
  public void write(Session session, Set<String> names, Map<String, float[]> values) {
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds(runner)) {
      for (String name : names) {
        Slot slot = slots.get(name);
        feeds.floats(slot.input(), slot.spec().shape(), values.get(name));
        runner.addTarget(slot.assign());
      }
      feeds.run();
    }
  }

  public Map<String, float[]> read(Session session) {
    return read(session, slots.keySet());
  }

  /** The variables that are named, in their order. */
  public Map<String, float[]> read(Session session, Collection<String> names) {
    Session.Runner runner = session.runner();
    names.forEach(name -> runner.fetch(get(name)));
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      names.forEach(name -> values.put(name, floats((TFloat32) result.get(values.size()))));
    }
    return values;
  }

  public static float[] floats(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
