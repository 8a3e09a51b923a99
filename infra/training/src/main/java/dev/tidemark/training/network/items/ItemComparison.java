package dev.tidemark.training.network.items;

import dev.tidemark.training.network.Tensors;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Items compared with what is wanted.
 *
 * @param queries [rows, dimension]
 * @param table [compared items, dimension]
 * @param bias [compared items]
 * @param softmax of the logits, [rows, compared items], without gradient
 * @param rows of each target, [targets]
 * @param hit probability of each target, without gradient, [targets]
 * @param targetPull what the gradient by the target's own logit is, negated, but for the part that
 *     stands in {@code softmax}
 */
public record ItemComparison(
    Operand<TFloat32> queries,
    Operand<TFloat32> table,
    Operand<TFloat32> bias,
    Operand<TFloat32> softmax,
    Operand<TInt32> rows,
    Operand<TFloat32> hit,
    Operand<TFloat32> targetPull) {
  private static final float NEVER = -1e9f;

  /**
   * @param vectors [questions, dimension]
   * @param seen items that do not compete, if there are any such
   * @param askedBy question of each target, [targets]
   * @param targets rows of the item table, [targets]
   */
  public record Questions(
      Operand<TFloat32> vectors,
      Optional<SeenItems> seen,
      Operand<TInt32> askedBy,
      Operand<TInt32> targets) {}

  /** One row a question. */
  public static ItemComparison withAll(
      Tensors tf, Questions questions, Operand<TFloat32> itemTable, Operand<TFloat32> itemBias) {
    Operand<TFloat32> logits =
        tf.biasAdd(tf.timesTransposed(questions.vectors(), itemTable), itemBias);
    Operand<TFloat32> all = tf.stopGradient(logits);
    Operand<TFloat32> competing = questions.seen().map(seen -> seen.outOf(all)).orElse(all);
    Operand<TFloat32> softmax = tf.stopGradient(tf.softmax(competing));
    Operand<TFloat32> hit =
        tf.ops().gatherNd(softmax, tf.stack(1, questions.askedBy(), questions.targets()));
    return new ItemComparison(
        questions.vectors(),
        itemTable,
        itemBias,
        softmax,
        questions.askedBy(),
        hit,
        tf.ops().constant(1f));
  }

  /**
   * Drawn items stand for all: each counts as many times as it is rarer than drawn, which makes the
   * denominator of the softmax right on average. The target counts itself, once, so that each has a
   * row of its own.
   *
   * @param targetLogits [targets]
   */
  public static ItemComparison withSome(
      Tensors tf,
      SampledItems drawn,
      Questions questions,
      Operand<TFloat32> itemTable,
      Operand<TFloat32> itemBias,
      Operand<TFloat32> targetLogits) {
    Operand<TFloat32> queries = tf.gather(questions.vectors(), questions.askedBy());
    Operand<TFloat32> table = tf.gather(itemTable, drawn.rows());
    Operand<TFloat32> bias = tf.sub(tf.gather(itemBias, drawn.rows()), drawn.logExpected());
    Operand<TFloat32> isTarget =
        tf.floats(tf.equal(tf.expand(drawn.rows(), 0), tf.expand(questions.targets(), 1)));
    Operand<TFloat32> logits =
        tf.add(tf.add(tf.timesTransposed(queries, table), bias), tf.mul(isTarget, NEVER));
    Operand<TFloat32> all =
        tf.stopGradient(tf.softmax(tf.concat(1, List.of(logits, tf.expand(targetLogits, 1)))));
    Operand<TInt32> last = tf.size(drawn.rows(), 0);
    Operand<TFloat32> softmax =
        tf.ops()
            .slice(all, tf.ops().constant(new int[] {0, 0}), tf.stack(0, tf.constant(-1), last));
    Operand<TFloat32> hit = tf.ops().gather(all, last, tf.constant(1));
    Operand<TInt32> rows = tf.range(tf.size(questions.targets(), 0));
    return new ItemComparison(queries, table, bias, softmax, rows, hit, tf.oneMinus(hit));
  }
}
