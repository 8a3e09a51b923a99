package dev.tidemark.training.network.head;

import dev.tidemark.training.network.Dropout;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Shapes;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.items.ItemComparison;
import dev.tidemark.training.network.items.SampledItems;
import dev.tidemark.training.network.items.SeenItems;
import dev.tidemark.training.network.lstm.SequenceReader;
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
public final class MixtureHead {
  private static final float TINY = 1e-30f;

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

  public MixtureHead(
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
  public Placeholder<TInt32> predictFrom() {
    return predictFrom;
  }

  /** Which question of its chunk each target belongs to; [chunks, targets]. */
  public Placeholder<TInt32> askedBy() {
    return askedBy;
  }

  /** Rows of the item table to be predicted; [chunks, targets]. */
  public Placeholder<TInt32> targets() {
    return targets;
  }

  /** Share of each target in what was popular lately; [chunks, targets]. */
  public Placeholder<TFloat32> popularity() {
    return popularity;
  }

  /** Weight of each target in the loss, 0 for filling; [chunks, targets]. */
  public Placeholder<TFloat32> weights() {
    return weights;
  }

  /**
   * Adds the loss of one batch.
   *
   * @param items of the slots, [batch, slots]
   * @param size of the sequences
   * @param itemTable [items, dimension]
   */
  public void add(
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
      Optional<SeenItems> seen = Optional.empty();
      if (shape.onlyNew()) {
        seen = Optional.of(new SeenItems(tf, items, from, size));
        // One of the few that do come again has no probability: nothing to learn from.
        weight = tf.math.mul(weight, seen.get().isNew(asked, target));
      }
      addChunk(
          new ItemComparison.Questions(
              dropout.ofStates(tf, tf.gather(mix.queries(), from, tf.constant(0))), seen),
          new Targets(
              new ItemComparison.Answers(asked, target),
              tf.gather(mix.components(), targetFrom, tf.constant(0)),
              others,
              weight),
          itemTable);
    }
  }

  /**
   * @param components shares of the mixture, [targets, components]
   * @param others what the components after the softmax give each, [targets] each
   * @param weights [targets]
   */
  private record Targets(
      ItemComparison.Answers answers,
      Operand<TFloat32> components,
      List<Operand<TFloat32>> others,
      Operand<TFloat32> weights) {}

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

  private void addChunk(
      ItemComparison.Questions questions, Targets targets, Operand<TFloat32> itemTable) {
    ItemComparison.Answers answers = targets.answers();
    Operand<TFloat32> itemBias = variables.get(SequenceReader.ITEM_BIAS);
    Operand<TFloat32> targetLogits =
        tf.math.add(
            tf.sum(
                tf.math.mul(
                    tf.gather(itemTable, answers.rows(), tf.constant(0)),
                    tf.gather(questions.vectors(), answers.askedBy(), tf.constant(0))),
                tf.constant(1)),
            tf.gather(itemBias, answers.rows(), tf.constant(0)));
    ItemComparison comparison =
        sampled.isPresent()
            ? ItemComparison.withSome(
                tf, sampled.get(), questions, answers, itemTable, itemBias, targetLogits)
            : ItemComparison.withAll(
                tf,
                questions,
                answers,
                itemTable,
                itemBias,
                reader.logits(questions.vectors(), itemTable));

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

  /** Where backpropagation starts; no root lies upstream of another. */
  public List<Output<?>> roots() {
    return roots;
  }

  /** Gradients of the summed loss by the roots, in their order. */
  public List<Output<?>> rootGradients() {
    return rootGradients;
  }

  /** Probability of each target under the mixture, [rows] for each chunk. */
  public List<Operand<TFloat32>> likelihoods() {
    return likelihoods;
  }

  /** The weighted sum of the negative log-likelihoods, in nats. */
  public Operand<TFloat32> loss() {
    return tf.math.addN(losses);
  }

  private <T extends TNumber> Operand<T> row(Operand<T> matrix, int row) {
    return tf.gather(matrix, tf.constant(row), tf.constant(0));
  }
}
