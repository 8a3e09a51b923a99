package dev.tidemark.training.network.graph;

import dev.tidemark.features.Input;
import dev.tidemark.training.network.Dropout;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Shapes;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.attention.CausalMemory;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.head.MixtureHead;
import dev.tidemark.training.network.items.SampledItems;
import dev.tidemark.training.network.lstm.LstmLayer;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
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
  private final Map<Input, Placeholder<TInt32>> inputs;
  private final Placeholder<TInt32> seconds;
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
    Shape slots = Shape.of(size.slots(), Shape.UNKNOWN_SIZE);
    Shape positions = Shape.of(size.positions(), Shape.UNKNOWN_SIZE);
    inputs = Feeds.placeholders(tf, slots, positions);
    seconds = tf.placeholder(TInt32.class, Placeholder.shape(slots));
    requestSeconds = tf.placeholder(TInt32.class, Placeholder.shape(positions));

    SequenceReader reader = new SequenceReader(tf, shape, variables);
    Operand<TFloat32> vectors = tf.gather(inputTable, inputs.get(Input.ITEMS), tf.constant(0));
    slotVectors = tf.identity(vectors);
    memory = tf.stopGradient(slotVectors);
    input =
        dropout.ofInputs(tf, reader.vectors(window(vectors), input -> window(inputs.get(input))));
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
                request -> Shapes.flipped(tf, inputs.get(request)),
                new CausalMemory(
                        tf,
                        size,
                        remembered,
                        Shapes.flipped(tf, inputs.get(Input.BEHAVIOURS)),
                        Shapes.flipped(tf, inputs.get(Input.OCCURRENCES)),
                        Shapes.flipped(tf, seconds),
                        Shapes.flipped(tf, requestSeconds))
                    .spans());
    head = new MixtureHead(tf, shape, reader, variables, dropout, sampled, TowerBatch.CHUNKS);
    head.add(mix, Shapes.flipped(tf, inputs.get(Input.ITEMS)), size, headTable);
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

  void feed(Feeds feeds, TowerBatch batch) {
    Shape slots = Shape.of(size.slots(), batch.rows());
    Shape positions = Shape.of(size.positions(), batch.rows());
    Shape questions = chunked(batch.predictFrom().length);
    Shape targets = chunked(batch.targets().length);
    feeds.inputs(inputs, batch.inputs(), slots, positions);
    feeds.ints(seconds, slots, batch.seconds());
    feeds.ints(requestSeconds, positions, batch.requestSeconds());
    feeds.ints(head.predictFrom(), questions, batch.predictFrom());
    feeds.ints(head.askedBy(), targets, batch.askedBy());
    feeds.ints(head.targets(), targets, batch.targets());
    feeds.floats(head.popularity(), targets, batch.popularity());
    feeds.floats(head.weights(), targets, batch.weights());
  }

  private static Shape chunked(int length) {
    return Shape.of(TowerBatch.CHUNKS, length / TowerBatch.CHUNKS);
  }
}
