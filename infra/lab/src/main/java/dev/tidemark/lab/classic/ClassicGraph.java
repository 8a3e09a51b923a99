package dev.tidemark.lab.classic;

import dev.tidemark.training.network.Adam;
import dev.tidemark.training.network.Dropout;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.TrainingOptions;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Two relu LSTMs one upon the other, each followed by dropout, and a single sigmoid unit; trained
 * by Adam on the mean binary cross-entropy. Owns its native graph and session; for one thread.
 */
public final class ClassicGraph implements AutoCloseable {
  /** Adam as Keras has it: no decay, no average, and nothing so long that it is clipped. */
  private static final TrainingOptions KERAS = new TrainingOptions(1e-3f, 0f, 0f, Float.MAX_VALUE);

  private static final float EPSILON = 1e-7f;
  private static final String DENSE_KERNEL = "dense_kernel";
  private static final String DENSE_BIAS = "dense_bias";

  private final Graph graph = NativeLibrary.newGraph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final int steps;
  private final int inputs;
  private final ReluLstm lower;
  private final ReluLstm upper;
  private final Variables weights = new Variables(tf);
  private final Adam adam;
  private final Placeholder<TFloat32> dropped =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  private final Dropout dropout = Dropout.withRate(tf, dropped);
  private final Placeholder<TFloat32> x;
  private final Placeholder<TFloat32> labels;
  private final Operand<TFloat32> probabilities;
  private final Operand<TFloat32> loss;
  private final Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
  private final List<Op> updates;

  /**
   * What the network says of a batch.
   *
   * @param loss mean binary cross-entropy in nats
   * @param probabilities of label 1, [rows]
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of a tensor's content, never compared
  public record Answer(double loss, float[] probabilities) {}

  /**
   * @param steps of each sequence
   * @param inputs numbers of each step
   * @param lowerUnits of the LSTM that reads the inputs
   * @param upperUnits of the LSTM that reads its states
   */
  public ClassicGraph(int steps, int inputs, int lowerUnits, int upperUnits) {
    this.steps = steps;
    this.inputs = inputs;
    lower = new ReluLstm("lower", inputs, lowerUnits);
    upper = new ReluLstm("upper", lowerUnits, upperUnits);
    lower.weights().forEach(weights::add);
    upper.weights().forEach(weights::add);
    weights.add(WeightSpec.glorot(DENSE_KERNEL, upperUnits, 1));
    weights.add(WeightSpec.filled(DENSE_BIAS, 0f, 1));
    x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, inputs)));
    labels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));

    Operand<TFloat32> logits = logits();
    probabilities = tf.math.sigmoid(logits);
    // -y log p - (1 - y) log(1 - p) for p = sigmoid(z) is softplus(z) - y z, which never overflows.
    loss =
        tf.math.mean(
            tf.math.sub(tf.math.softplus(logits), tf.math.mul(labels, logits)), tf.constant(0));
    addGradients();
    adam = new Adam(tf, weights, EPSILON);
    updates = adam.update(gradients);
    session = new Session(graph);
  }

  private Operand<TFloat32> logits() {
    List<Operand<TFloat32>> read = lower.states(tf, weights, x, steps);
    Operand<TFloat32> between = dropout.ofStates(tf.concat(read, tf.constant(0)));
    List<Operand<TFloat32>> understood = upper.states(tf, weights, between, steps);
    Operand<TFloat32> last = dropout.ofStates(understood.get(steps - 1));
    return tf.reshape(
        tf.math.add(tf.linalg.matMul(last, weights.get(DENSE_KERNEL)), weights.get(DENSE_BIAS)),
        tf.constant(new int[] {-1}));
  }

  private void addGradients() {
    Output<?>[] by =
        weights.names().stream()
            .map(name -> weights.get(name).asOutput())
            .toArray(Output<?>[]::new);
    Output<?>[] found = graph.addGradients(loss.asOutput(), by);
    int next = 0;
    for (String name : weights.names()) {
      gradients.put(name, found[next++].expect(TFloat32.class));
    }
  }

  /** Sets the weights as Keras does, but for the recurrent ones: Glorot instead of orthogonal. */
  public void initialise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> values = new LinkedHashMap<>();
    weights.names().forEach(name -> values.put(name, weights.spec(name).initial(random)));
    initialise(values);
  }

  /** Sets the weights and forgets the optimiser's moments. */
  void initialise(Map<String, float[]> values) {
    weights.write(session, values);
    adam.moments().write(session, adam.initial(values));
  }

  Map<String, float[]> weights() {
    return weights.read(session);
  }

  /**
   * One optimiser step.
   *
   * @param batch inputs, [steps * rows * inputs], time-major
   * @param truth 0 or 1, [rows]
   * @param share of the states that is set to 0
   * @param number of this step, from 1 on
   * @return what the network said before the step, with dropout
   */
  public Answer train(float[] batch, float[] truth, float share, long seed, long number) {
    Session.Runner runner = session.runner();
    updates.forEach(runner::addTarget);
    try (Feeds feeds = feeds(runner, batch, truth, share, (int) seed, (int) number)) {
      adam.feed(feeds, number, KERAS, 1f);
      return answer(feeds);
    }
  }

  /** The same without dropout, and nothing is learnt. */
  public Answer ask(float[] batch, float[] truth) {
    try (Feeds feeds = feeds(session.runner(), batch, truth, 0f, 0, 0)) {
      return answer(feeds);
    }
  }

  private Answer answer(Feeds feeds) {
    List<float[]> values = feeds.read(List.of(loss, probabilities));
    return new Answer(values.get(0)[0], values.get(1));
  }

  /** Gradients of the mean loss by weight name, without dropout; for checks. */
  Map<String, float[]> gradients(float[] batch, float[] truth) {
    Map<String, float[]> byName = new LinkedHashMap<>();
    try (Feeds feeds = feeds(session.runner(), batch, truth, 0f, 0, 0)) {
      List<float[]> values = feeds.read(List.copyOf(gradients.values()));
      gradients.keySet().forEach(name -> byName.put(name, values.get(byName.size())));
    }
    return byName;
  }

  private Feeds feeds(
      Session.Runner runner, float[] batch, float[] truth, float share, int seed, int number) {
    Feeds feeds = new Feeds(runner);
    feeds.floats(x, Shape.of((long) steps * truth.length, inputs), batch);
    feeds.floats(labels, Shape.of(truth.length), truth);
    feeds.ints(dropout.seed(), Shape.of(2), seed, number);
    feeds.scalar(dropped, share);
    return feeds;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
