package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The training graph of one share of a batch. Several towers with the same weights run on one core
 * each; the same gradients call adds them up.
 */
final class Tower {
  private final Ops tf;
  private final SequenceSize size;
  private final Placeholder<TInt32> items;
  private final Placeholder<TInt32> behaviours;
  private final Placeholder<TInt32> gaps;
  private final Placeholder<TInt32> occurrences;
  private final Placeholder<TInt32> seconds;
  private final Placeholder<TInt32> requestGaps;
  private final Placeholder<TInt32> requestContexts;
  private final Placeholder<TInt32> requestSeconds;
  private final Operand<TFloat32> input;
  private final Operand<TFloat32> slotVectors;
  private final Operand<TFloat32> memory;
  private final LstmLayer lstm;
  private final LstmLayer.Pass pass;
  private final Operand<TFloat32> states;
  private final MixtureHead head;

  /**
   * @param inputTable [items + 1, dimension]
   * @param headTable [items, dimension]
   * @param sampled items to compare with instead of all
   */
  Tower(
      Ops tf,
      NetworkShape shape,
      Variables variables,
      SequenceSize size,
      Operand<TFloat32> inputTable,
      Operand<TFloat32> headTable,
      Dropout dropout,
      Optional<SampledItems> sampled) {
    this.tf = tf;
    this.size = size;
    items = placeholder(size.slots());
    behaviours = placeholder(size.slots());
    gaps = placeholder(size.slots());
    occurrences = placeholder(size.slots());
    seconds = placeholder(size.slots());
    requestGaps = placeholder(size.positions());
    requestContexts = placeholder(size.positions());
    requestSeconds = placeholder(size.positions());

    SequenceReader reader = new SequenceReader(tf, shape, variables);
    Operand<TFloat32> vectors = tf.gather(inputTable, items, tf.constant(0));
    slotVectors = tf.identity(vectors);
    memory = tf.stopGradient(slotVectors);
    input =
        dropout.ofInputs(
            tf,
            reader.vectors(window(vectors), window(behaviours), window(gaps), window(occurrences)));
    lstm = reader.lstm();
    pass = lstm.forward(input);
    states = tf.stopGradient(pass.states());

    Operand<TFloat32> remembered = dropout.ofInputs(tf, Shapes.swapped(tf, memory));
    Operand<TFloat32> newest =
        tf.slice(
            remembered,
            tf.constant(new int[] {0, size.older(), 0}),
            tf.constant(new int[] {-1, -1, -1}));
    InterestMixer.Mix mix =
        new InterestMixer(tf, shape, variables)
            .mix(
                dropout.ofStates(tf, Shapes.swapped(tf, states)),
                newest,
                Shapes.flipped(tf, requestGaps),
                Shapes.flipped(tf, requestContexts),
                new CausalMemory(
                        tf,
                        size,
                        remembered,
                        Shapes.flipped(tf, behaviours),
                        Shapes.flipped(tf, occurrences),
                        Shapes.flipped(tf, seconds),
                        Shapes.flipped(tf, requestSeconds))
                    .spans());
    head = new MixtureHead(tf, shape, reader, variables, dropout, sampled, TrainingGraph.CHUNKS);
    head.add(mix, Shapes.flipped(tf, items), size, headTable);
  }

  private Placeholder<TInt32> placeholder(long steps) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(steps, Shape.UNKNOWN_SIZE)));
  }

  /** The slots after the older ones, of [slots, batch, ...]. */
  private <T extends TNumber> Operand<T> window(Operand<T> slots) {
    int[] begin = new int[slots.shape().numDimensions()];
    int[] length = new int[begin.length];
    begin[0] = size.older();
    Arrays.fill(length, -1);
    return tf.slice(slots, tf.constant(begin), tf.constant(length));
  }

  /** The LSTM's input after dropout, where the second stage of the gradient starts. */
  Operand<TFloat32> input() {
    return input;
  }

  /** Vectors of all slots, [slots, rows, dimension], another start of the second stage. */
  Operand<TFloat32> slotVectors() {
    return slotVectors;
  }

  /** The same, where the first stage of the gradient ends. */
  Operand<TFloat32> memory() {
    return memory;
  }

  /** The LSTM's states, [positions, rows, hidden], where the first stage of the gradient ends. */
  Operand<TFloat32> states() {
    return states;
  }

  MixtureHead head() {
    return head;
  }

  /**
   * @param gradient of {@link #states}
   */
  LstmLayer.Gradients backward(Operand<TFloat32> gradient) {
    return lstm.backward(pass, gradient, size.positions());
  }

  /** Feeds a batch; the tensors must stay open until the run is over. */
  List<Tensor> feed(Session.Runner runner, TowerBatch batch) {
    Shape slots = Shape.of(size.slots(), batch.rows());
    Shape positions = Shape.of(size.positions(), batch.rows());
    Shape questions = chunked(batch.predictFrom().length);
    Shape targets = chunked(batch.targets().length);
    List<Tensor> tensors = new ArrayList<>();
    feed(runner, tensors, items, slots, batch.items());
    feed(runner, tensors, behaviours, slots, batch.behaviours());
    feed(runner, tensors, gaps, slots, batch.gaps());
    feed(runner, tensors, occurrences, slots, batch.occurrences());
    feed(runner, tensors, seconds, slots, batch.seconds());
    feed(runner, tensors, requestGaps, positions, batch.requestGaps());
    feed(runner, tensors, requestContexts, positions, batch.requestContexts());
    feed(runner, tensors, requestSeconds, positions, batch.requestSeconds());
    feed(runner, tensors, head.predictFrom(), questions, batch.predictFrom());
    feed(runner, tensors, head.askedBy(), targets, batch.askedBy());
    feed(runner, tensors, head.targets(), targets, batch.targets());
    feed(runner, tensors, head.popularity(), targets, batch.popularity());
    feed(runner, tensors, head.weights(), targets, batch.weights());
    return tensors;
  }

  private static Shape chunked(int length) {
    return Shape.of(TrainingGraph.CHUNKS, length / TrainingGraph.CHUNKS);
  }

  private static void feed(
      Session.Runner runner,
      List<Tensor> tensors,
      Placeholder<TInt32> placeholder,
      Shape shape,
      int[] values) {
    TInt32 tensor = TInt32.tensorOf(shape, DataBuffers.of(values));
    tensors.add(tensor);
    runner.feed(placeholder, tensor);
  }

  private static void feed(
      Session.Runner runner,
      List<Tensor> tensors,
      Placeholder<TFloat32> placeholder,
      Shape shape,
      float[] values) {
    TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(values));
    tensors.add(tensor);
    runner.feed(placeholder, tensor);
  }
}
