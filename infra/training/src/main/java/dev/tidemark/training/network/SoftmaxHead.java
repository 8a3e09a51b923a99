package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Full-softmax cross-entropy at chosen positions of a batch, without TensorFlow's cross-entropy
 * operator (infra/adr/001).
 *
 * <p>The gradient of the summed loss by the logits is {@code w (softmax - onehot)}. Its first part
 * is handed to the gradients call as the known gradient of the logits; the second as that of the
 * target's logit, recomputed from the few rows it needs. Rows are worked on in chunks, so that only
 * one chunk's [rows, items] is alive at a time.
 */
final class SoftmaxHead {
  private static final float TINY = 1e-30f;

  private final Ops tf;
  private final SequenceReader reader;
  private final Variables variables;
  private final Placeholder<TInt32> positions;
  private final Placeholder<TInt32> targets;
  private final Placeholder<TFloat32> weights;
  private final List<Output<?>> roots = new ArrayList<>();
  private final List<Output<?>> rootGradients = new ArrayList<>();
  private final List<Operand<TFloat32>> losses = new ArrayList<>();
  private final List<Operand<TFloat32>> logits = new ArrayList<>();

  SoftmaxHead(Ops tf, SequenceReader reader, Variables variables, int chunks) {
    this.tf = tf;
    this.reader = reader;
    this.variables = variables;
    Shape shape = Shape.of(chunks, Shape.UNKNOWN_SIZE);
    positions = tf.placeholder(TInt32.class, Placeholder.shape(shape));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(shape));
    weights = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  /** Flat indices into [time * batch] of the states to predict from; [chunks, rows]. */
  Placeholder<TInt32> positions() {
    return positions;
  }

  /** Rows of the item table to be predicted; [chunks, rows]. */
  Placeholder<TInt32> targets() {
    return targets;
  }

  /** Weight of each target in the loss, 0 for filling; [chunks, rows]. */
  Placeholder<TFloat32> weights() {
    return weights;
  }

  /**
   * Adds the loss of one batch.
   *
   * @param states [time * batch, hidden]
   * @param longTerm [time * batch, dimension]
   * @param itemTable [items, dimension]
   */
  void add(Operand<TFloat32> states, Operand<TFloat32> longTerm, Operand<TFloat32> itemTable) {
    int chunks = Math.toIntExact(positions.shape().get(0));
    for (int chunk = 0; chunk < chunks; chunk++) {
      addChunk(
          reader.queries(
              tf.gather(states, row(positions, chunk), tf.constant(0)),
              tf.gather(longTerm, row(positions, chunk), tf.constant(0))),
          itemTable,
          row(targets, chunk),
          row(weights, chunk));
    }
  }

  private void addChunk(
      Operand<TFloat32> queries,
      Operand<TFloat32> itemTable,
      Operand<TInt32> target,
      Operand<TFloat32> weight) {
    Operand<TFloat32> chunkLogits = reader.logits(queries, itemTable);
    Operand<TFloat32> probabilities = tf.stopGradient(tf.nn.softmax(chunkLogits));
    logits.add(chunkLogits);
    roots.add(chunkLogits.asOutput());
    rootGradients.add(tf.math.mul(probabilities, tf.expandDims(weight, tf.constant(1))).asOutput());

    Operand<TFloat32> targetVectors = tf.gather(itemTable, target, tf.constant(0));
    Operand<TFloat32> targetLogits =
        tf.math.add(
            tf.sum(tf.math.mul(targetVectors, queries), tf.constant(1)),
            tf.gather(variables.get(SequenceReader.ITEM_BIAS), target, tf.constant(0)));
    roots.add(tf.sum(tf.math.mul(targetLogits, weight), tf.constant(0)).asOutput());
    rootGradients.add(tf.constant(-1f).asOutput());

    Operand<TInt32> rows =
        tf.range(
            tf.constant(0),
            tf.gather(tf.shape(target), tf.constant(0), tf.constant(0)),
            tf.constant(1));
    Operand<TFloat32> hit =
        tf.gatherNd(probabilities, tf.stack(Arrays.asList(rows, target), Stack.axis(1L)));
    losses.add(
        tf.math.neg(
            tf.sum(
                tf.math.mul(tf.math.log(tf.math.maximum(hit, tf.constant(TINY))), weight),
                tf.constant(0))));
  }

  /** Where backpropagation starts; no root lies upstream of another. */
  List<Output<?>> roots() {
    return roots;
  }

  /** Gradients of the summed loss by the roots, in their order. */
  List<Output<?>> rootGradients() {
    return rootGradients;
  }

  /** Logits of all items at each chunk's positions, [rows, items] each. */
  List<Operand<TFloat32>> logits() {
    return logits;
  }

  /** The weighted sum of the cross-entropies, in nats. */
  Operand<TFloat32> loss() {
    return tf.math.addN(losses);
  }

  private <T extends TNumber> Operand<T> row(Operand<T> matrix, int row) {
    return tf.gather(matrix, tf.constant(row), tf.constant(0));
  }
}
