package dev.tidemark.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Negative log-likelihood of targets under the mixture of {@link InterestMixer}, without
 * TensorFlow's cross-entropy operator (infra/adr/001).
 *
 * <p>With {@code P = a0 softmax(z)[y] + a1 c1[y] + ...} the gradient of {@code -log P} by the
 * logits is {@code r (softmax - onehot)}, where {@code r = a0 softmax(z)[y] / P} is the share of
 * the softmax in the answer. Its first part is handed to the gradients call as the known gradient
 * of the logits; the second as that of the target's logit, recomputed from the few rows it needs.
 * Rows are worked on in chunks, so that only one chunk's [rows, items] is alive at a time. Where
 * there are too many items for that, some drawn ones stand for all, see {@link SampledItems}.
 */
final class MixtureHead {
  private static final float TINY = 1e-30f;
  private static final float NEVER = -1e9f;

  private final Ops tf;
  private final NetworkShape shape;
  private final SequenceReader reader;
  private final Variables variables;
  private final Dropout dropout;
  private final Optional<SampledItems> sampled;
  private final Placeholder<TInt32> predictFrom;
  private final Placeholder<TInt32> targets;
  private final Placeholder<TFloat32> popularity;
  private final Placeholder<TFloat32> weights;
  private final List<Output<?>> roots = new ArrayList<>();
  private final List<Output<?>> rootGradients = new ArrayList<>();
  private final List<Operand<TFloat32>> losses = new ArrayList<>();
  private final List<Operand<TFloat32>> likelihoods = new ArrayList<>();

  MixtureHead(
      Ops tf,
      NetworkShape shape,
      SequenceReader reader,
      Variables variables,
      Dropout dropout,
      Optional<SampledItems> sampled,
      int chunks) {
    this.tf = tf;
    this.shape = shape;
    this.reader = reader;
    this.variables = variables;
    this.dropout = dropout;
    this.sampled = sampled;
    Shape rows = Shape.of(chunks, Shape.UNKNOWN_SIZE);
    predictFrom = tf.placeholder(TInt32.class, Placeholder.shape(rows));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(rows));
    popularity = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
    weights = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
  }

  /** Row-major indices of the positions to predict from; [chunks, rows]. */
  Placeholder<TInt32> predictFrom() {
    return predictFrom;
  }

  /** Rows of the item table to be predicted; [chunks, rows]. */
  Placeholder<TInt32> targets() {
    return targets;
  }

  /** Share of each target in what was popular lately; [chunks, rows]. */
  Placeholder<TFloat32> popularity() {
    return popularity;
  }

  /** Weight of each target in the loss, 0 for filling; [chunks, rows]. */
  Placeholder<TFloat32> weights() {
    return weights;
  }

  /**
   * Adds the loss of one batch.
   *
   * @param items of the slots, [batch, slots]
   * @param size of the sequences
   * @param itemTable [items, dimension]
   */
  void add(
      InterestMixer.Mix mix,
      Operand<TInt32> items,
      SequenceSize size,
      Operand<TFloat32> itemTable) {
    int chunks = Math.toIntExact(predictFrom.shape().get(0));
    for (int chunk = 0; chunk < chunks; chunk++) {
      Operand<TInt32> from = row(predictFrom, chunk);
      Operand<TInt32> target = row(targets, chunk);
      Operand<TInt32> slotItems =
          tf.gather(items, tf.math.floorDiv(from, tf.constant(size.positions())), tf.constant(0));
      Operand<TFloat32> isTarget =
          tf.dtypes.cast(
              tf.math.equal(
                  slotItems, tf.expandDims(tf.math.add(target, tf.constant(1)), tf.constant(1))),
              TFloat32.class);
      List<Operand<TFloat32>> others = new ArrayList<>();
      for (Operand<TFloat32> repeat : mix.repeats()) {
        Operand<TFloat32> looked = tf.gather(flat(repeat), from, tf.constant(0));
        others.add(tf.sum(tf.math.mul(looked, isTarget), tf.constant(1)));
      }
      others.add(row(popularity, chunk));
      addChunk(
          dropout.ofStates(tf, tf.gather(mix.queries(), from, tf.constant(0))),
          tf.gather(mix.components(), from, tf.constant(0)),
          others,
          seen(slotItems, isTarget, from, size),
          itemTable,
          target,
          row(weights, chunk));
    }
  }

  /**
   * What to add to the logits of items that the shopper had by then, where nobody comes again.
   *
   * @param slotItems [rows, slots]
   * @param isTarget 1 where a slot holds the target, [rows, slots]
   */
  private Optional<Seen> seen(
      Operand<TInt32> slotItems,
      Operand<TFloat32> isTarget,
      Operand<TInt32> from,
      SequenceSize size) {
    if (!shape.onlyNew()) {
      return Optional.empty();
    }
    Operand<TInt32> newest =
        tf.math.add(
            tf.math.floorMod(from, tf.constant(size.positions())), tf.constant(size.older()));
    Operand<TInt32> slots =
        tf.expandDims(
            tf.range(tf.constant(0), tf.constant(size.slots()), tf.constant(1)), tf.constant(0));
    Operand<TFloat32> isThere =
        tf.math.mul(
            tf.dtypes.cast(
                tf.math.lessEqual(slots, tf.expandDims(newest, tf.constant(1))), TFloat32.class),
            tf.dtypes.cast(tf.math.greater(slotItems, tf.constant(0)), TFloat32.class));
    Operand<TInt32> rows = tf.range(tf.constant(0), Shapes.size(tf, from, 0), tf.constant(1));
    Operand<TInt32> row =
        tf.math.add(tf.expandDims(rows, tf.constant(1)), tf.math.mul(slotItems, tf.constant(0)));
    Operand<TInt32> item = tf.math.maximum(tf.math.sub(slotItems, tf.constant(1)), tf.constant(0));
    return Optional.of(
        new Seen(
            tf.stack(Arrays.asList(row, item), Stack.axis(2L)),
            tf.math.mul(
                tf.math.mul(isThere, tf.math.sub(tf.constant(1f), isTarget)), tf.constant(NEVER))));
  }

  /**
   * @param places rows and columns of logits, [rows, slots, 2]
   * @param added to them, [rows, slots]
   */
  private record Seen(Operand<TInt32> places, Operand<TFloat32> added) {}

  /** [B, Q, slots] to [B * Q, slots]. */
  private Operand<TFloat32> flat(Operand<TFloat32> repeat) {
    return tf.reshape(repeat, tf.stack(Arrays.asList(tf.constant(-1), Shapes.size(tf, repeat, 2))));
  }

  private void addChunk(
      Operand<TFloat32> queries,
      Operand<TFloat32> components,
      List<Operand<TFloat32>> others,
      Optional<Seen> seen,
      Operand<TFloat32> itemTable,
      Operand<TInt32> target,
      Operand<TFloat32> weight) {
    Operand<TFloat32> targetLogits =
        tf.math.add(
            tf.sum(
                tf.math.mul(tf.gather(itemTable, target, tf.constant(0)), queries), tf.constant(1)),
            tf.gather(variables.get(SequenceReader.ITEM_BIAS), target, tf.constant(0)));
    Comparison comparison =
        sampled.isPresent()
            ? withSome(sampled.get(), queries, itemTable, target, targetLogits)
            : withAll(queries, itemTable, target, seen);

    List<Operand<TFloat32>> hits = new ArrayList<>(others);
    hits.add(0, comparison.hit());
    Operand<TFloat32> parts = tf.math.mul(components, tf.stack(hits, Stack.axis(1L)));
    Operand<TFloat32> likelihood =
        tf.math.maximum(tf.sum(parts, tf.constant(1)), tf.constant(TINY));
    Operand<TFloat32> loss =
        tf.sum(tf.math.mul(tf.math.neg(tf.math.log(likelihood)), weight), tf.constant(0));
    losses.add(loss);
    likelihoods.add(likelihood);
    roots.add(loss.asOutput());
    rootGradients.add(tf.constant(1f).asOutput());

    Operand<TFloat32> share =
        tf.stopGradient(
            tf.math.mul(
                weight, tf.math.div(tf.gather(parts, tf.constant(0), tf.constant(1)), likelihood)));
    roots.add(tf.identity(comparison.logits()).asOutput());
    rootGradients.add(
        tf.math.mul(comparison.softmax(), tf.expandDims(share, tf.constant(1))).asOutput());
    roots.add(
        tf.sum(
                tf.math.mul(targetLogits, tf.math.mul(share, comparison.targetPull())),
                tf.constant(0))
            .asOutput());
    rootGradients.add(tf.constant(-1f).asOutput());
  }

  /**
   * Items compared with queries.
   *
   * @param logits [rows, compared items]
   * @param softmax of the logits, without gradient
   * @param hit probability of each target, without gradient, [rows]
   * @param targetPull what the gradient by the target's own logit is, negated, but for the part
   *     that stands in {@code softmax}
   */
  private record Comparison(
      Operand<TFloat32> logits,
      Operand<TFloat32> softmax,
      Operand<TFloat32> hit,
      Operand<TFloat32> targetPull) {}

  private Comparison withAll(
      Operand<TFloat32> queries,
      Operand<TFloat32> itemTable,
      Operand<TInt32> target,
      Optional<Seen> seen) {
    Operand<TFloat32> logits = reader.logits(queries, itemTable);
    Operand<TFloat32> competing = tf.stopGradient(logits);
    if (seen.isPresent()) {
      competing = tf.tensorScatterNdAdd(competing, seen.get().places(), seen.get().added());
    }
    Operand<TFloat32> softmax = tf.stopGradient(tf.nn.softmax(competing));
    Operand<TInt32> rows = tf.range(tf.constant(0), Shapes.size(tf, target, 0), tf.constant(1));
    Operand<TFloat32> hit =
        tf.gatherNd(softmax, tf.stack(Arrays.asList(rows, target), Stack.axis(1L)));
    return new Comparison(logits, softmax, hit, tf.constant(1f));
  }

  /**
   * Drawn items stand for all: each counts as many times as it is rarer than drawn, which makes the
   * denominator of the softmax right on average. The target counts itself, once.
   */
  private Comparison withSome(
      SampledItems drawn,
      Operand<TFloat32> queries,
      Operand<TFloat32> itemTable,
      Operand<TInt32> target,
      Operand<TFloat32> targetLogits) {
    Operand<TFloat32> table = tf.gather(itemTable, drawn.rows(), tf.constant(0));
    Operand<TFloat32> bias =
        tf.math.sub(
            tf.gather(variables.get(SequenceReader.ITEM_BIAS), drawn.rows(), tf.constant(0)),
            drawn.logExpected());
    Operand<TFloat32> isTarget =
        tf.dtypes.cast(
            tf.math.equal(
                tf.expandDims(drawn.rows(), tf.constant(0)), tf.expandDims(target, tf.constant(1))),
            TFloat32.class);
    Operand<TFloat32> logits =
        tf.math.add(
            tf.math.add(tf.linalg.matMul(queries, table, MatMul.transposeB(true)), bias),
            tf.math.mul(isTarget, tf.constant(NEVER)));
    Operand<TFloat32> all =
        tf.stopGradient(
            tf.nn.softmax(
                tf.concat(
                    List.of(logits, tf.expandDims(targetLogits, tf.constant(1))), tf.constant(1))));
    Operand<TInt32> last = Shapes.size(tf, drawn.rows(), 0);
    Operand<TFloat32> softmax =
        tf.slice(
            all, tf.constant(new int[] {0, 0}), tf.stack(Arrays.asList(tf.constant(-1), last)));
    Operand<TFloat32> hit = tf.gather(all, last, tf.constant(1));
    return new Comparison(logits, softmax, hit, tf.math.sub(tf.constant(1f), hit));
  }

  /** Where backpropagation starts; no root lies upstream of another. */
  List<Output<?>> roots() {
    return roots;
  }

  /** Gradients of the summed loss by the roots, in their order. */
  List<Output<?>> rootGradients() {
    return rootGradients;
  }

  /** Probability of each target under the mixture, [rows] for each chunk. */
  List<Operand<TFloat32>> likelihoods() {
    return likelihoods;
  }

  /** The weighted sum of the negative log-likelihoods, in nats. */
  Operand<TFloat32> loss() {
    return tf.math.addN(losses);
  }

  private <T extends TNumber> Operand<T> row(Operand<T> matrix, int row) {
    return tf.gather(matrix, tf.constant(row), tf.constant(0));
  }
}
