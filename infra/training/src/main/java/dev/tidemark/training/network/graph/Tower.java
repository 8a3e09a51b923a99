package dev.tidemark.training.network.graph;

import dev.tidemark.features.Input;
import dev.tidemark.training.network.Dropout;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.attention.CausalMemory;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.head.MixtureHead;
import dev.tidemark.training.network.items.SampledItems;
import dev.tidemark.training.network.lstm.LstmLayer;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The training graph of one share of a batch. Several towers with the same weights run on one core
 * each; the same gradients call adds them up.
 */
final class Tower {
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
      Tensors tf,
      NetworkShape shape,
      Variables variables,
      SequenceSize size,
      Operand<TFloat32> inputTable,
      Operand<TFloat32> headTable,
      Dropout dropout,
      Optional<SampledItems> sampled) {
    this.size = size;
    Shape slots = Shape.of(size.slots(), Shape.UNKNOWN_SIZE);
    Shape positions = Shape.of(size.positions(), Shape.UNKNOWN_SIZE);
    inputs = Feeds.placeholders(tf.ops(), slots, positions);
    seconds = tf.intInput(slots);
    requestSeconds = tf.intInput(positions);

    SequenceReader reader = new SequenceReader(tf, shape, variables);
    Operand<TFloat32> vectors = tf.gather(inputTable, inputs.get(Input.ITEMS));
    slotVectors = tf.ops().identity(vectors);
    memory = tf.stopGradient(slotVectors);
    // The slots after the older ones, the window, are what the LSTM reads.
    Operand<TFloat32> read =
        reader.vectors(
            tf.slice(vectors, 0, size.older(), -1),
            input -> tf.slice(inputs.get(input), 0, size.older(), -1));
    input = dropout.ofInputs(read);
    lstm = reader.lstm();
    pass = lstm.forward(input);
    states = tf.stopGradient(pass.states());

    Operand<TFloat32> remembered = dropout.ofInputs(tf.swapped(memory));
    Function<Input, Operand<TInt32>> byRow = input -> tf.flipped(inputs.get(input));
    CausalMemory history =
        new CausalMemory(
            tf, size, remembered, byRow, tf.flipped(seconds), tf.flipped(requestSeconds));
    InterestMixer.Mix mix =
        new InterestMixer(tf, shape, variables)
            .mix(
                dropout.ofStates(tf.swapped(states)),
                tf.slice(remembered, 1, size.older(), -1),
                byRow,
                history.spans());
    head = new MixtureHead(tf, shape, variables.get(SequenceReader.ITEM_BIAS), dropout, sampled);
    head.add(mix, byRow.apply(Input.ITEMS), size, headTable);
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
    feeds.inputs(inputs, batch.inputs(), slots, positions);
    feeds.ints(seconds, slots, batch.seconds());
    feeds.ints(requestSeconds, positions, batch.requestSeconds());
    head.feed(feeds, batch);
  }
}
