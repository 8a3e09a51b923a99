package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The training graph of one share of a batch. Several towers with the same weights run on one core
 * each; the same gradients call adds them up.
 */
final class Tower {
  private final Ops tf;
  private final int steps;
  private final int hidden;
  private final Placeholder<TInt32> items;
  private final Placeholder<TInt32> behaviours;
  private final Placeholder<TInt32> gaps;
  private final Operand<TFloat32> input;
  private final LstmLayer lstm;
  private final LstmLayer.Pass pass;
  private final Operand<TFloat32> states;
  private final Operand<TFloat32> longTerm;
  private final Operand<TFloat32> longTermRows;
  private final SoftmaxHead head;

  /**
   * @param steps positions of every sequence
   * @param inputTable [items + 1, dimension]
   * @param headTable [items, dimension]
   */
  Tower(
      Ops tf,
      NetworkShape shape,
      Variables variables,
      int steps,
      Operand<TFloat32> inputTable,
      Operand<TFloat32> headTable,
      Dropout dropout) {
    this.tf = tf;
    this.steps = steps;
    this.hidden = shape.hidden();
    Shape sequence = Shape.of(steps, Shape.UNKNOWN_SIZE);
    items = tf.placeholder(TInt32.class, Placeholder.shape(sequence));
    behaviours = tf.placeholder(TInt32.class, Placeholder.shape(sequence));
    gaps = tf.placeholder(TInt32.class, Placeholder.shape(sequence));

    SequenceReader reader = new SequenceReader(tf, shape, variables);
    SequenceReader.Inputs inputs = new SequenceReader.Inputs(items, behaviours, gaps);
    Operand<TFloat32> itemVectors = reader.itemVectors(inputTable, inputs);
    input = dropout.apply(tf, reader.vectors(itemVectors, inputs));
    longTerm = reader.longTerm(itemVectors);
    longTermRows = rows(longTerm, shape.dimension());
    lstm = reader.lstm();
    pass = lstm.forward(input);
    states = rows(pass.states(), shape.hidden());
    head = new SoftmaxHead(tf, reader, variables, TrainingGraph.CHUNKS);
    head.add(dropout.apply(tf, states), longTermRows, headTable);
  }

  /** Where the first stage of the gradient ends: [steps * rows, columns]. */
  private Operand<TFloat32> rows(Operand<TFloat32> sequence, int columns) {
    return tf.stopGradient(tf.reshape(sequence, tf.constant(new int[] {-1, columns})));
  }

  /** The LSTM's input after dropout, where the second stage of the gradient starts. */
  Operand<TFloat32> input() {
    return input;
  }

  /** The LSTM's states, [steps * rows, hidden], where the first stage of the gradient ends. */
  Operand<TFloat32> states() {
    return states;
  }

  /** The long-term interest, [steps, rows, dimension], another start of the second stage. */
  Operand<TFloat32> longTerm() {
    return longTerm;
  }

  /** The same as rows, where the first stage of the gradient ends. */
  Operand<TFloat32> longTermRows() {
    return longTermRows;
  }

  SoftmaxHead head() {
    return head;
  }

  /**
   * @param gradient of {@link #states}
   */
  LstmLayer.Gradients backward(Operand<TFloat32> gradient) {
    Operand<TFloat32> sequence = tf.reshape(gradient, tf.constant(new int[] {steps, -1, hidden}));
    return lstm.backward(pass, sequence, steps);
  }

  /** Feeds a batch; the tensors must stay open until the run is over. */
  List<Tensor> feed(Session.Runner runner, TowerBatch batch) {
    Shape sequence = Shape.of(steps, batch.rows());
    Shape rows = Shape.of(TrainingGraph.CHUNKS, batch.positions().length / TrainingGraph.CHUNKS);
    List<Tensor> tensors = new ArrayList<>();
    feed(runner, tensors, items, sequence, batch.items());
    feed(runner, tensors, behaviours, sequence, batch.behaviours());
    feed(runner, tensors, gaps, sequence, batch.gaps());
    feed(runner, tensors, head.positions(), rows, batch.positions());
    feed(runner, tensors, head.targets(), rows, batch.targets());
    TFloat32 weights = TFloat32.tensorOf(rows, DataBuffers.of(batch.weights()));
    tensors.add(weights);
    runner.feed(head.weights(), weights);
    return tensors;
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
}
