package dev.tidemark.training.network.attention;

import dev.tidemark.features.Input;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where in the history to look, by several heads. How much a head looks at an interaction depends
 * on its item (scaled dot product with a query made of the LSTM's state, Vaswani et al. 2017), its
 * behaviour, how many interactions ago it was, and how long ago: a power law plus an exponential
 * decay, both learned. The start token is always there to look at when nothing else deserves it.
 */
public final class HistoryAttention {
  public static final String LOG_AGE_DECAY = "log_age_decay";
  public static final String AGE_DECAY = "age_decay";
  public static final String DISTANCES = "distances";
  public static final String BEHAVIOURS = "attention_behaviours";
  public static final String OCCURRENCES = "attention_occurrences";
  private static final String QUERY_WEIGHTS = "query_weights";
  private static final String QUERY_BIAS = "query_bias";

  private static final float HIDDEN = 1e9f;

  /** How much less the near-sighted heads look at each further bucket of distance at first. */
  private static final float NEARNESS = 0.3f;

  /** Adam moves every weight about alike; these few numbers must move faster than vectors. */
  public static final float QUICK = 10f;

  private static final float SECONDS_PER_MONTH = 30 * 86_400f;
  private static final float MOST_SECONDS = 24 * SECONDS_PER_MONTH;
  private static final float LOG_AGE_UNIT = (float) (10 * Math.log(2));

  private final Tensors tf;
  private final NetworkShape shape;
  private final Operand<TFloat32> queryWeights;
  private final Operand<TFloat32> queryBias;
  private final List<Head> heads = new ArrayList<>();

  /**
   * What a head adds to its scores, by what there is to know of an interaction.
   *
   * @param byAge times the logarithm of its seconds and times these, or none
   */
  private record Head(
      List<Operand<TFloat32>> byAge,
      Operand<TFloat32> distances,
      Operand<TFloat32> behaviours,
      Operand<TFloat32> occurrences) {}

  public HistoryAttention(Tensors tf, NetworkShape shape, Variables variables) {
    this.tf = tf;
    this.shape = shape;
    // Scaled here rather than at the scores, of which there are many more.
    float scale = (float) (1 / Math.sqrt(shape.dimension()));
    queryWeights = tf.mul(variables.get(QUERY_WEIGHTS), scale);
    queryBias = tf.mul(variables.get(QUERY_BIAS), scale);
    for (int head = 0; head < shape.heads(); head++) {
      heads.add(
          new Head(
              shape.has(Part.TIME_GAPS)
                  ? List.of(
                      of(head, variables.get(LOG_AGE_DECAY), QUICK / LOG_AGE_UNIT),
                      of(head, variables.get(AGE_DECAY), QUICK / SECONDS_PER_MONTH))
                  : List.of(),
              of(head, variables.get(DISTANCES), QUICK),
              of(head, variables.get(BEHAVIOURS), QUICK),
              of(head, variables.get(OCCURRENCES), QUICK)));
    }
  }

  /** Heads begin as neighbours that differ: one flat, one looking at what is near. */
  public static List<WeightSpec> weights(NetworkShape shape) {
    int heads = shape.heads();
    long columns = (long) heads * shape.dimension();
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(WeightSpec.filled(QUERY_WEIGHTS, 0f, shape.hidden(), columns));
    specs.add(WeightSpec.filled(QUERY_BIAS, 0f, columns));
    if (shape.has(Part.TIME_GAPS)) {
      specs.add(WeightSpec.filled(LOG_AGE_DECAY, 0f, heads, 1));
      specs.add(WeightSpec.filled(AGE_DECAY, 0f, heads, 1));
    }
    specs.add(
        new WeightSpec(
            DISTANCES,
            Shape.of(heads, Distance.BUCKETS),
            (index, random) -> nearness(index / Distance.BUCKETS, index % Distance.BUCKETS)));
    int kinds = shape.behaviours();
    specs.add(WeightSpec.filled(BEHAVIOURS, 0f, heads, Input.BEHAVIOURS.values(kinds)));
    specs.add(WeightSpec.filled(OCCURRENCES, 0f, heads, Input.OCCURRENCES.values(kinds)));
    return specs;
  }

  private static float nearness(int head, int bucket) {
    return head % 2 == 1 && bucket < Distance.START ? -NEARNESS * bucket / QUICK : 0f;
  }

  private Operand<TFloat32> of(int head, Operand<TFloat32> weights, float scale) {
    return tf.mul(tf.row(weights, head), scale);
  }

  /**
   * What can be looked at, the start token among it; Q questions to each of B histories.
   *
   * @param questions Q
   * @param unseen how many of the history's slots lie behind these, seen by no question
   * @param vectors of the items, [B, slots, dimension]
   * @param behaviours [B, slots]
   * @param occurrences [B, slots]
   * @param distances buckets, see {@link Distance}, [1 or B, Q, slots]
   * @param ages seconds, [B, Q, slots]; below 0 = hidden
   */
  public record Memory(
      int questions,
      int unseen,
      Operand<TFloat32> vectors,
      Operand<TInt32> behaviours,
      Operand<TInt32> occurrences,
      Operand<TInt32> distances,
      Operand<TInt32> ages) {}

  /**
   * Shares that add up to 1 over the slots, [B, Q, slots] for each head.
   *
   * @param states of the LSTM, [B, Q, hidden]
   */
  public List<Operand<TFloat32>> look(Operand<TFloat32> states, Memory memory) {
    Operand<TFloat32> seconds = tf.floats(memory.ages());
    Operand<TFloat32> known = tf.max(seconds, 0f);
    List<Operand<TFloat32>> ages = List.of(tf.ops().math.log1p(known), tf.min(known, MOST_SECONDS));
    Operand<TFloat32> hidden = tf.mul(tf.min(seconds, 0f), HIDDEN);
    // All heads in one product, one below the other: it is faster than four small ones.
    Operand<TFloat32> products =
        tf.batchMatMul(
            queries(states, memory.questions()), memory.vectors(), BatchMatMul.adjY(true));
    List<Output<TFloat32>> byItem = tf.split(1, products, shape.heads());
    List<Operand<TFloat32>> shares = new ArrayList<>();
    for (int i = 0; i < shape.heads(); i++) {
      Head head = heads.get(i);
      List<Operand<TFloat32>> scores = new ArrayList<>();
      scores.add(hidden);
      scores.add(byItem.get(i));
      for (int age = 0; age < head.byAge().size(); age++) {
        scores.add(tf.mul(ages.get(age), head.byAge().get(age)));
      }
      Operand<TFloat32> byDistance = tf.gather(head.distances(), memory.distances());
      Operand<TFloat32> byKind =
          tf.add(
              tf.gather(head.behaviours(), memory.behaviours()),
              tf.gather(head.occurrences(), memory.occurrences()));
      shares.add(tf.softmax(tf.add(tf.add(tf.addN(scores), byDistance), tf.expand(byKind, 1))));
    }
    return shares;
  }

  /** What each head looks for, [B, heads * Q, dimension]. */
  private Operand<TFloat32> queries(Operand<TFloat32> states, int questions) {
    Operand<TFloat32> rows =
        tf.biasAdd(tf.matMul(tf.reshape(states, -1, shape.hidden()), queryWeights), queryBias);
    Operand<TFloat32> byQuestion =
        tf.reshape(rows, -1, questions, shape.heads(), shape.dimension());
    Operand<TFloat32> byHead =
        tf.ops().linalg.transpose(byQuestion, tf.ops().constant(new int[] {0, 2, 1, 3}));
    return tf.reshape(byHead, -1, shape.heads() * questions, shape.dimension());
  }
}
