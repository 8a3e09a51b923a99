package dev.tidemark.training.network.head;

import dev.tidemark.training.network.Dropout;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.items.ItemComparison;
import dev.tidemark.training.network.items.SampledItems;
import dev.tidemark.training.network.items.SeenItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

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

  private final Tensors tf;
  private final NetworkShape shape;
  private final Operand<TFloat32> itemBias;
  private final Dropout dropout;
  private final Optional<SampledItems> sampled;
  private final Placeholder<TInt32> predictFrom;
  private final Placeholder<TInt32> askedBy;
  private final Placeholder<TInt32> targets;
  private final Placeholder<TFloat32> popularity;
  private final Placeholder<TFloat32> weights;
  private final List<Root> roots = new ArrayList<>();
  private final List<Operand<TFloat32>> losses = new ArrayList<>();
  private final List<Operand<TFloat32>> likelihoods = new ArrayList<>();

  /** Where backpropagation starts, and the gradient there. */
  public record Root(Operand<TFloat32> value, Operand<TFloat32> gradient) {}

  public MixtureHead(
      Tensors tf,
      NetworkShape shape,
      Operand<TFloat32> itemBias,
      Dropout dropout,
      Optional<SampledItems> sampled) {
    this.tf = tf;
    this.shape = shape;
    this.itemBias = itemBias;
    this.dropout = dropout;
    this.sampled = sampled;
    Shape rows = Shape.of(TowerBatch.CHUNKS, Shape.UNKNOWN_SIZE);
    predictFrom = tf.intInput(rows);
    askedBy = tf.intInput(rows);
    targets = tf.intInput(rows);
    popularity = tf.floatInput(rows);
    weights = tf.floatInput(rows);
  }

  public void feed(Feeds feeds, TowerBatch batch) {
    Shape questions = chunked(batch.predictFrom().length);
    Shape answers = chunked(batch.targets().length);
    feeds.ints(predictFrom, questions, batch.predictFrom());
    feeds.ints(askedBy, answers, batch.askedBy());
    feeds.ints(targets, answers, batch.targets());
    feeds.floats(popularity, answers, batch.popularity());
    feeds.floats(weights, answers, batch.weights());
  }

  private static Shape chunked(int length) {
    return Shape.of(TowerBatch.CHUNKS, length / TowerBatch.CHUNKS);
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
    List<Operand<TFloat32>> repeats = repeats(mix, items, size);
    for (int chunk = 0; chunk < TowerBatch.CHUNKS; chunk++) {
      Operand<TInt32> from = tf.row(predictFrom, chunk);
      Operand<TInt32> asked = tf.row(askedBy, chunk);
      Operand<TInt32> target = tf.row(targets, chunk);
      List<Operand<TFloat32>> others = new ArrayList<>();
      Operand<TInt32> targetFrom = tf.gather(from, asked);
      for (Operand<TFloat32> repeat : repeats) {
        others.add(tf.row(repeat, chunk));
      }
      others.add(tf.row(popularity, chunk));
      Operand<TFloat32> weight = tf.row(weights, chunk);
      Optional<SeenItems> seen = Optional.empty();
      if (shape.onlyNew()) {
        seen = Optional.of(new SeenItems(tf, items, from, size));
        // One of the few that do come again has no probability: nothing to learn from.
        weight = tf.mul(weight, seen.get().isNew(asked, target));
      }
      Operand<TFloat32> queries = dropout.ofStates(tf.gather(mix.queries(), from));
      addChunk(
          new ItemComparison.Questions(queries, seen, asked, target),
          tf.gather(mix.components(), targetFrom),
          others,
          weight,
          itemTable);
    }
  }

  /** How much each repeat head looks at each target, [chunks, targets] for each. */
  private List<Operand<TFloat32>> repeats(
      InterestMixer.Mix mix, Operand<TInt32> items, SequenceSize size) {
    if (mix.repeats().isEmpty()) {
      return List.of();
    }
    int[][] chunkOf = new int[TowerBatch.CHUNKS][1];
    for (int chunk = 0; chunk < TowerBatch.CHUNKS; chunk++) {
      chunkOf[chunk][0] = chunk;
    }
    // All chunks at once: the gradient of each gather is as large as all that could be looked at.
    Operand<TInt32> asked =
        tf.add(askedBy, tf.mul(tf.ops().constant(chunkOf), tf.size(predictFrom, 1)));
    Operand<TInt32> from = tf.gather(tf.reshape(predictFrom, -1), tf.reshape(asked, -1));
    Operand<TInt32> row = tf.ops().math.floorDiv(from, tf.constant(size.positions()));
    Operand<TInt32> target = tf.expand(tf.add(tf.reshape(targets, -1), 1), 1);
    Operand<TFloat32> isTarget = tf.floats(tf.equal(tf.gather(items, row), target));
    List<Operand<TFloat32>> repeats = new ArrayList<>();
    for (Operand<TFloat32> repeat : mix.repeats()) {
      // [B, Q, slots] to [B * Q, slots].
      Operand<TFloat32> flat =
          tf.ops().reshape(repeat, tf.stack(0, tf.constant(-1), tf.size(repeat, 2)));
      Operand<TFloat32> looked = tf.sum(tf.mul(tf.gather(flat, from), isTarget), 1);
      repeats.add(tf.ops().reshape(looked, tf.ops().shape(targets)));
    }
    return repeats;
  }

  /**
   * @param components shares of the mixture, [targets, components]
   * @param others what the components after the softmax give each target, [targets] each
   * @param weight of each target, [targets]
   */
  private void addChunk(
      ItemComparison.Questions questions,
      Operand<TFloat32> components,
      List<Operand<TFloat32>> others,
      Operand<TFloat32> weight,
      Operand<TFloat32> itemTable) {
    Operand<TFloat32> products =
        tf.mul(
            tf.gather(itemTable, questions.targets()),
            tf.gather(questions.vectors(), questions.askedBy()));
    Operand<TFloat32> targetLogits =
        tf.add(tf.sum(products, 1), tf.gather(itemBias, questions.targets()));
    ItemComparison comparison =
        sampled.isPresent()
            ? ItemComparison.withSome(
                tf, sampled.get(), questions, itemTable, itemBias, targetLogits)
            : ItemComparison.withAll(tf, questions, itemTable, itemBias);

    List<Operand<TFloat32>> hits = new ArrayList<>(others);
    hits.add(0, comparison.hit());
    Operand<TFloat32> parts = tf.mul(components, tf.stack(1, hits));
    Operand<TFloat32> likelihood = tf.max(tf.sum(parts, 1), TINY);
    Operand<TFloat32> logLikelihood = tf.ops().math.log(likelihood);
    Operand<TFloat32> loss = tf.sum(tf.mul(tf.ops().math.neg(logLikelihood), weight), 0);
    losses.add(loss);
    likelihoods.add(likelihood);
    roots.add(new Root(loss, tf.ops().constant(1f)));

    Operand<TFloat32> ofSoftmax = tf.ops().gather(parts, tf.constant(0), tf.constant(1));
    Operand<TFloat32> share =
        tf.stopGradient(tf.mul(weight, tf.ops().math.div(ofSoftmax, likelihood)));
    Operand<TInt32> rows = tf.size(comparison.queries(), 0);
    Operand<TFloat32> rowShare =
        tf.expand(tf.ops().math.unsortedSegmentSum(share, comparison.rows(), rows), 1);
    // The gradient of logits made of queries times their shares is the softmax itself; these
    // products are never computed, and the softmax needs no copy that is multiplied by the shares.
    Operand<TFloat32> queries = tf.mul(comparison.queries(), rowShare);
    roots.add(new Root(tf.timesTransposed(queries, comparison.table()), comparison.softmax()));
    Operand<TFloat32> bias = tf.matMul(rowShare, tf.expand(comparison.bias(), 0));
    roots.add(new Root(bias, comparison.softmax()));
    Operand<TFloat32> pull = tf.mul(targetLogits, tf.mul(share, comparison.targetPull()));
    roots.add(new Root(tf.sum(pull, 0), tf.ops().constant(-1f)));
  }

  /** No root lies upstream of another; the gradients are those of the summed loss. */
  public List<Root> roots() {
    return roots;
  }

  /** Probability of each target under the mixture, [rows] for each chunk. */
  public List<Operand<TFloat32>> likelihoods() {
    return likelihoods;
  }

  /** The weighted sum of the negative log-likelihoods, in nats. */
  public Operand<TFloat32> loss() {
    return tf.addN(losses);
  }
}
