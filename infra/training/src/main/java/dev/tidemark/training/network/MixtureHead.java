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
 * the softmax in the answer; a question with several targets has one row of logits and the sum of
 * their gradients. Its first part is handed to the gradients call as the known gradient of the
 * logits; the second as that of the target's logit, recomputed from the few rows it needs. Rows are
 * worked on in chunks, so that only one chunk's [rows, items] is alive at a time. Where there are
 * too many items for that, some drawn ones stand for all, see {@link SampledItems}.
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
  private final Placeholder<TInt32> askedBy;
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
    askedBy = tf.placeholder(TInt32.class, Placeholder.shape(rows));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(rows));
    popularity = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
    weights = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
  }

  /** Row-major indices of the positions that ask; [chunks, questions]. */
  Placeholder<TInt32> predictFrom() {
    return predictFrom;
  }

  /** Which question of its chunk each target belongs to; [chunks, targets]. */
  Placeholder<TInt32> askedBy() {
    return askedBy;
  }

  /** Rows of the item table to be predicted; [chunks, targets]. */
  Placeholder<TInt32> targets() {
    return targets;
  }

  /** Share of each target in what was popular lately; [chunks, targets]. */
  Placeholder<TFloat32> popularity() {
    return popularity;
  }

  /** Weight of each target in the loss, 0 for filling; [chunks, targets]. */
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
    List<Operand<TFloat32>> repeats = repeats(mix, items, size, chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      Operand<TInt32> from = row(predictFrom, chunk);
      Operand<TInt32> asked = row(askedBy, chunk);
      Operand<TInt32> target = row(targets, chunk);
      List<Operand<TFloat32>> others = new ArrayList<>();
      Operand<TInt32> targetFrom = tf.gather(from, asked, tf.constant(0));
      for (Operand<TFloat32> repeat : repeats) {
        others.add(row(repeat, chunk));
      }
      others.add(row(popularity, chunk));
      Operand<TFloat32> weight = row(weights, chunk);
      Optional<Seen> seen = Optional.empty();
      if (shape.onlyNew()) {
        Operand<TInt32> slotItems =
            tf.gather(items, tf.math.floorDiv(from, tf.constant(size.positions())), tf.constant(0));
        Operand<TFloat32> isTarget =
            tf.dtypes.cast(
                tf.math.equal(
                    tf.gather(slotItems, asked, tf.constant(0)),
                    tf.expandDims(tf.math.add(target, tf.constant(1)), tf.constant(1))),
                TFloat32.class);
        Operand<TFloat32> isThere = isThere(slotItems, from, size);
        seen = Optional.of(seen(slotItems, isThere));
        // One of the few that do come again has no probability: nothing to learn from.
        Operand<TFloat32> again =
            tf.sum(
                tf.math.mul(tf.gather(isThere, asked, tf.constant(0)), isTarget), tf.constant(1));
        weight =
            tf.math.mul(
                weight, tf.math.sub(tf.constant(1f), tf.math.minimum(again, tf.constant(1f))));
      }
      addChunk(
          new Questions(dropout.ofStates(tf, tf.gather(mix.queries(), from, tf.constant(0))), seen),
          new Targets(
              asked,
              target,
              tf.gather(mix.components(), targetFrom, tf.constant(0)),
              others,
              weight),
          itemTable);
    }
  }

  /**
   * @param vectors [questions, dimension]
   * @param seen where the items are that the shopper had by then, if they are not to compete
   */
  private record Questions(Operand<TFloat32> vectors, Optional<Seen> seen) {}

  /**
   * @param askedBy questions, [targets]
   * @param items rows of the item table, [targets]
   * @param components shares of the mixture, [targets, components]
   * @param others what the components after the softmax give each, [targets] each
   * @param weights [targets]
   */
  private record Targets(
      Operand<TInt32> askedBy,
      Operand<TInt32> items,
      Operand<TFloat32> components,
      List<Operand<TFloat32>> others,
      Operand<TFloat32> weights) {}

  /** 1 for slots with an item that the shopper had when it was asked, [questions, slots]. */
  private Operand<TFloat32> isThere(
      Operand<TInt32> slotItems, Operand<TInt32> from, SequenceSize size) {
    Operand<TInt32> newest =
        tf.math.add(
            tf.math.floorMod(from, tf.constant(size.positions())), tf.constant(size.older()));
    Operand<TInt32> slots =
        tf.expandDims(
            tf.range(tf.constant(0), tf.constant(size.slots()), tf.constant(1)), tf.constant(0));
    return tf.math.mul(
        tf.dtypes.cast(
            tf.math.lessEqual(slots, tf.expandDims(newest, tf.constant(1))), TFloat32.class),
        tf.dtypes.cast(tf.math.greater(slotItems, tf.constant(0)), TFloat32.class));
  }

  private Seen seen(Operand<TInt32> slotItems, Operand<TFloat32> isThere) {
    Operand<TInt32> questions =
        tf.range(tf.constant(0), Shapes.size(tf, slotItems, 0), tf.constant(1));
    Operand<TInt32> row =
        tf.math.add(
            tf.expandDims(questions, tf.constant(1)), tf.math.mul(slotItems, tf.constant(0)));
    Operand<TInt32> item = tf.math.maximum(tf.math.sub(slotItems, tf.constant(1)), tf.constant(0));
    return new Seen(
        tf.stack(Arrays.asList(row, item), Stack.axis(2L)),
        tf.math.mul(isThere, tf.constant(NEVER)));
  }

  /**
   * Items that do not compete.
   *
   * @param places rows and columns of logits, [questions, slots, 2]
   * @param added to them, [questions, slots]
   */
  private record Seen(Operand<TInt32> places, Operand<TFloat32> added) {}

  /** How much each repeat head looks at each target, [chunks, targets] for each. */
  private List<Operand<TFloat32>> repeats(
      InterestMixer.Mix mix, Operand<TInt32> items, SequenceSize size, int chunks) {
    if (mix.repeats().isEmpty()) {
      return List.of();
    }
    int[][] chunkOf = new int[chunks][1];
    for (int chunk = 0; chunk < chunks; chunk++) {
      chunkOf[chunk][0] = chunk;
    }
    // All chunks at once: the gradient of each gather is as large as all that could be looked at.
    Operand<TInt32> all = tf.constant(new int[] {-1});
    Operand<TInt32> asked =
        tf.math.add(askedBy, tf.math.mul(tf.constant(chunkOf), Shapes.size(tf, predictFrom, 1)));
    Operand<TInt32> from =
        tf.gather(tf.reshape(predictFrom, all), tf.reshape(asked, all), tf.constant(0));
    Operand<TFloat32> isTarget =
        tf.dtypes.cast(
            tf.math.equal(
                tf.gather(
                    items, tf.math.floorDiv(from, tf.constant(size.positions())), tf.constant(0)),
                tf.expandDims(
                    tf.math.add(tf.reshape(targets, all), tf.constant(1)), tf.constant(1))),
            TFloat32.class);
    List<Operand<TFloat32>> repeats = new ArrayList<>();
    for (Operand<TFloat32> repeat : mix.repeats()) {
      Operand<TFloat32> looked = tf.gather(flat(repeat), from, tf.constant(0));
      repeats.add(
          tf.reshape(tf.sum(tf.math.mul(looked, isTarget), tf.constant(1)), tf.shape(targets)));
    }
    return repeats;
  }

  /** [B, Q, slots] to [B * Q, slots]. */
  private Operand<TFloat32> flat(Operand<TFloat32> repeat) {
    return tf.reshape(repeat, tf.stack(Arrays.asList(tf.constant(-1), Shapes.size(tf, repeat, 2))));
  }

  private void addChunk(Questions questions, Targets targets, Operand<TFloat32> itemTable) {
    Operand<TFloat32> targetLogits =
        tf.math.add(
            tf.sum(
                tf.math.mul(
                    tf.gather(itemTable, targets.items(), tf.constant(0)),
                    tf.gather(questions.vectors(), targets.askedBy(), tf.constant(0))),
                tf.constant(1)),
            tf.gather(variables.get(SequenceReader.ITEM_BIAS), targets.items(), tf.constant(0)));
    Comparison comparison =
        sampled.isPresent()
            ? withSome(sampled.get(), questions, targets, itemTable, targetLogits)
            : withAll(questions, targets, itemTable);

    List<Operand<TFloat32>> hits = new ArrayList<>(targets.others());
    hits.add(0, comparison.hit());
    Operand<TFloat32> parts = tf.math.mul(targets.components(), tf.stack(hits, Stack.axis(1L)));
    Operand<TFloat32> likelihood =
        tf.math.maximum(tf.sum(parts, tf.constant(1)), tf.constant(TINY));
    Operand<TFloat32> loss =
        tf.sum(
            tf.math.mul(tf.math.neg(tf.math.log(likelihood)), targets.weights()), tf.constant(0));
    losses.add(loss);
    likelihoods.add(likelihood);
    roots.add(loss.asOutput());
    rootGradients.add(tf.constant(1f).asOutput());

    Operand<TFloat32> share =
        tf.stopGradient(
            tf.math.mul(
                targets.weights(),
                tf.math.div(tf.gather(parts, tf.constant(0), tf.constant(1)), likelihood)));
    Operand<TFloat32> rowShare =
        tf.expandDims(
            tf.math.unsortedSegmentSum(
                share, comparison.rows(), Shapes.size(tf, comparison.queries(), 0)),
            tf.constant(1));
    // The gradient of logits made of queries times their shares is the softmax itself; these
    // products are never computed, and the softmax needs no copy that is multiplied by the shares.
    roots.add(
        tf.linalg
            .matMul(
                tf.math.mul(comparison.queries(), rowShare),
                comparison.table(),
                MatMul.transposeB(true))
            .asOutput());
    rootGradients.add(comparison.softmax().asOutput());
    roots.add(
        tf.linalg.matMul(rowShare, tf.expandDims(comparison.bias(), tf.constant(0))).asOutput());
    rootGradients.add(comparison.softmax().asOutput());
    roots.add(
        tf.sum(
                tf.math.mul(targetLogits, tf.math.mul(share, comparison.targetPull())),
                tf.constant(0))
            .asOutput());
    rootGradients.add(tf.constant(-1f).asOutput());
  }

  /**
   * Items compared with what is wanted.
   *
   * @param queries [rows, dimension]
   * @param table [compared items, dimension]
   * @param bias [compared items]
   * @param softmax of the logits, [rows, compared items], without gradient
   * @param rows of each target, [targets]
   * @param hit probability of each target, without gradient, [targets]
   * @param targetPull what the gradient by the target's own logit is, negated, but for the part
   *     that stands in {@code softmax}
   */
  private record Comparison(
      Operand<TFloat32> queries,
      Operand<TFloat32> table,
      Operand<TFloat32> bias,
      Operand<TFloat32> softmax,
      Operand<TInt32> rows,
      Operand<TFloat32> hit,
      Operand<TFloat32> targetPull) {}

  /** One row a question. */
  private Comparison withAll(Questions questions, Targets targets, Operand<TFloat32> itemTable) {
    Operand<TFloat32> logits = reader.logits(questions.vectors(), itemTable);
    Operand<TFloat32> competing = tf.stopGradient(logits);
    if (questions.seen().isPresent()) {
      Seen seen = questions.seen().get();
      competing = tf.tensorScatterNdAdd(competing, seen.places(), seen.added());
    }
    Operand<TFloat32> softmax = tf.stopGradient(tf.nn.softmax(competing));
    Operand<TFloat32> hit =
        tf.gatherNd(
            softmax, tf.stack(Arrays.asList(targets.askedBy(), targets.items()), Stack.axis(1L)));
    return new Comparison(
        questions.vectors(),
        itemTable,
        variables.get(SequenceReader.ITEM_BIAS),
        softmax,
        targets.askedBy(),
        hit,
        tf.constant(1f));
  }

  /**
   * Drawn items stand for all: each counts as many times as it is rarer than drawn, which makes the
   * denominator of the softmax right on average. The target counts itself, once, so that each has a
   * row of its own.
   */
  private Comparison withSome(
      SampledItems drawn,
      Questions questions,
      Targets targets,
      Operand<TFloat32> itemTable,
      Operand<TFloat32> targetLogits) {
    Operand<TFloat32> queries = tf.gather(questions.vectors(), targets.askedBy(), tf.constant(0));
    Operand<TFloat32> table = tf.gather(itemTable, drawn.rows(), tf.constant(0));
    Operand<TFloat32> bias =
        tf.math.sub(
            tf.gather(variables.get(SequenceReader.ITEM_BIAS), drawn.rows(), tf.constant(0)),
            drawn.logExpected());
    Operand<TFloat32> isTarget =
        tf.dtypes.cast(
            tf.math.equal(
                tf.expandDims(drawn.rows(), tf.constant(0)),
                tf.expandDims(targets.items(), tf.constant(1))),
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
    Operand<TInt32> rows =
        tf.range(tf.constant(0), Shapes.size(tf, targets.items(), 0), tf.constant(1));
    return new Comparison(
        queries, table, bias, softmax, rows, hit, tf.math.sub(tf.constant(1f), hit));
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
