package dev.tidemark.training.network;

import dev.tidemark.training.data.SequentialRules;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What is counted instead of learnt, blended into the answer of the network: the shopper's habits
 * and what other shoppers took after the same items. All weights at 0 leave the answer as it is.
 */
public final class CountedAnswer {
  /** Share of habits in the answer, [1]. */
  public static final String HABIT_SHARE = "habit_share";

  /** Share of its count that an interaction loses, in natural units per second, [1]. */
  public static final String HABIT_DECAY = "habit_decay";

  /** What the count of each item is multiplied by, [items]. */
  public static final String HABIT_FACTORS = "habit_factors";

  /** What an interaction counts by its kind of behaviour, [kinds + 1]. */
  public static final String HABIT_BEHAVIOURS = "habit_behaviours";

  /** Share of rules in the answer, [1]. */
  public static final String RULE_SHARE = "rule_share";

  /** Vocabulary indices of what follows each item, 0 = none, [items, FOLLOWERS]. */
  public static final String RULE_FOLLOWERS = "rule_followers";

  /** How strongly it follows, [items, FOLLOWERS]. */
  public static final String RULE_STRENGTHS = "rule_strengths";

  private static final float TINY = 1e-30f;

  private final Ops tf;
  private final NetworkShape shape;
  private final Variables weights;

  CountedAnswer(Ops tf, NetworkShape shape, Variables weights) {
    this.tf = tf;
    this.shape = shape;
    this.weights = weights;
  }

  static List<WeightSpec> weights(NetworkShape shape) {
    List<WeightSpec> specs = new ArrayList<>();
    if (shape.countsHabits()) {
      specs.add(WeightSpec.filled(HABIT_SHARE, 0f, 1));
      specs.add(WeightSpec.filled(HABIT_DECAY, 0f, 1));
      specs.add(WeightSpec.filled(HABIT_FACTORS, 0f, shape.items()));
      specs.add(WeightSpec.filled(HABIT_BEHAVIOURS, 0f, shape.behaviours() + 1));
    }
    if (shape.countsRules()) {
      specs.add(WeightSpec.filled(RULE_SHARE, 0f, 1));
      specs.add(WeightSpec.filled(RULE_FOLLOWERS, 0f, shape.items(), SequentialRules.FOLLOWERS));
      specs.add(WeightSpec.filled(RULE_STRENGTHS, 0f, shape.items(), SequentialRules.FOLLOWERS));
    }
    return specs;
  }

  /**
   * @param answer probabilities, [batch, items]
   * @param items vocabulary indices of the history, [batch, slots]; 0 = none
   * @param behaviours kinds of behaviour, [batch, slots]
   * @param seconds ages, [batch, slots]; below 0 = hidden
   */
  Operand<TFloat32> withHabits(
      Operand<TFloat32> answer,
      Operand<TInt32> items,
      Operand<TInt32> behaviours,
      Operand<TInt32> seconds) {
    Operand<TFloat32> isSeen =
        tf.dtypes.cast(tf.math.greaterEqual(seconds, tf.constant(0)), TFloat32.class);
    Operand<TFloat32> weight =
        tf.math.mul(
            rows(HABIT_FACTORS, items),
            tf.gather(weights.get(HABIT_BEHAVIOURS), behaviours, tf.constant(0)));
    Operand<TFloat32> decay =
        tf.math.exp(
            tf.math.neg(
                tf.math.mul(tf.dtypes.cast(seconds, TFloat32.class), weights.get(HABIT_DECAY))));
    return mixed(
        answer, items, tf.math.mul(isSeen, tf.math.mul(weight, decay)), weights.get(HABIT_SHARE));
  }

  /**
   * @param answer probabilities, [batch, items]
   * @param items vocabulary indices of the newest interactions, [batch, slots]; 0 = none
   * @param since interactions since each of them, [batch, slots]
   */
  Operand<TFloat32> withRules(
      Operand<TFloat32> answer, Operand<TInt32> items, Operand<TInt32> since) {
    Operand<TFloat32> decay =
        tf.math.exp(
            tf.math.mul(
                tf.dtypes.cast(since, TFloat32.class),
                tf.constant((float) Math.log(SequentialRules.DECAY))));
    Operand<TFloat32> isThere =
        tf.dtypes.cast(tf.math.greater(items, tf.constant(0)), TFloat32.class);
    Operand<TFloat32> strengths =
        tf.math.mul(
            rows(RULE_STRENGTHS, items),
            tf.expandDims(tf.math.mul(isThere, decay), tf.constant(2)));
    Operand<TInt32> followers = tf.dtypes.cast(rows(RULE_FOLLOWERS, items), TInt32.class);
    Operand<TInt32> flat = tf.stack(List.of(Shapes.size(tf, items, 0), tf.constant(-1)));
    return mixed(
        answer, tf.reshape(followers, flat), tf.reshape(strengths, flat), weights.get(RULE_SHARE));
  }

  /** Rows of a table by items, anything where there is none: [batch, slots, ...]. */
  private Operand<TFloat32> rows(String table, Operand<TInt32> items) {
    // Zeros put before the table would be a copy of it in every request.
    Operand<TInt32> row = tf.math.maximum(tf.math.sub(items, tf.constant(1)), tf.constant(0));
    return tf.gather(weights.get(table), row, tf.constant(0));
  }

  /** {@code (1 - share) answer + share counts / (sum of counts)}. */
  private Operand<TFloat32> mixed(
      Operand<TFloat32> answer,
      Operand<TInt32> items,
      Operand<TFloat32> counts,
      Operand<TFloat32> share) {
    Operand<TFloat32> byItem = new ItemPlaces(tf, items, shape.items()).sums(counts);
    Operand<TFloat32> all = tf.expandDims(tf.sum(byItem, tf.constant(1)), tf.constant(1));
    return tf.math.add(
        tf.math.mul(tf.math.sub(tf.constant(1f), share), answer),
        tf.math.mul(share, tf.math.div(byItem, tf.math.maximum(all, tf.constant(TINY)))));
  }
}
