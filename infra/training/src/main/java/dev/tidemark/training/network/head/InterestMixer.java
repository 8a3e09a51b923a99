package dev.tidemark.training.network.head;

import dev.tidemark.features.Input;
import dev.tidemark.features.RequestContext;
import dev.tidemark.features.RequestGap;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import dev.tidemark.training.network.attention.HistoryAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * From the LSTM's states and the history to what a shopper wants: a point in the space of item
 * vectors, and how much to trust it.
 *
 * <pre>
 * short = Wo h + newest * s + bo[request gap] + season + promotion
 * long = sum over heads of (history * scale)
 * gate = sigmoid(Wg h + bg[request gap])             query = 2 (gate * long + (1 - gate) * short)
 * </pre>
 *
 * <p>The answer is a mixture of the softmax over all items at this point, of the shopper's own
 * items as other heads look at them (a pointer, Vinyals et al. 2015), and of what was popular
 * lately.
 */
public final class InterestMixer {
  public static final String GATE_GAPS = "gate_gaps";
  public static final String MIX_GAPS = "mix_gaps";
  private static final String LONG_TERM_SCALE = "long_term_scale";
  private static final String OUTPUT_WEIGHTS = "output_weights";
  private static final String OUTPUT_GAPS = "output_gaps";
  private static final String SEASONS = "seasons";
  private static final String PROMOTIONS = "promotions";
  private static final String NEWEST_SCALE = "newest_scale";
  private static final String GATE_WEIGHTS = "gate_weights";
  private static final String MIX_WEIGHTS = "mix_weights";

  /** Weight of each long-term head before training. */
  private static final float LONG_TERM = 2f;

  /** Before training the softmax has nearly all of the mixture. */
  private static final float SOFTMAX_FIRST = 1f;

  private static final float NEVER = -1e9f;

  private final Tensors tf;
  private final NetworkShape shape;
  private final Variables variables;
  private final Optional<HistoryAttention> attention;

  public InterestMixer(Tensors tf, NetworkShape shape, Variables variables) {
    this.tf = tf;
    this.shape = shape;
    this.variables = variables;
    attention =
        shape.heads() == 0
            ? Optional.empty()
            : Optional.of(new HistoryAttention(tf, shape, variables));
  }

  /** Those of the look back, and of what is made of it. */
  public static List<WeightSpec> weights(NetworkShape shape) {
    int dimension = shape.dimension();
    int components = shape.components();
    List<WeightSpec> specs = new ArrayList<>();
    if (shape.heads() > 0) {
      specs.addAll(HistoryAttention.weights(shape));
    }
    if (shape.longTermHeads() > 0) {
      specs.add(WeightSpec.filled(LONG_TERM_SCALE, LONG_TERM, shape.longTermHeads(), dimension));
    }
    specs.add(WeightSpec.glorot(OUTPUT_WEIGHTS, shape.hidden(), dimension));
    specs.add(WeightSpec.filled(OUTPUT_GAPS, 0f, RequestGap.BUCKETS, dimension));
    if (shape.has(Part.CONTEXT)) {
      specs.add(WeightSpec.filled(SEASONS, 0f, RequestContext.SEASONS, dimension));
      specs.add(WeightSpec.filled(PROMOTIONS, 0f, RequestContext.PROMOTIONS, dimension));
    }
    specs.add(WeightSpec.filled(NEWEST_SCALE, 0f, dimension));
    specs.add(WeightSpec.filled(GATE_WEIGHTS, 0f, shape.hidden(), 1));
    specs.add(WeightSpec.filled(GATE_GAPS, 0f, RequestGap.BUCKETS, 1));
    specs.add(WeightSpec.filled(MIX_WEIGHTS, 0f, shape.hidden(), components));
    specs.add(
        new WeightSpec(
            MIX_GAPS,
            Shape.of(RequestGap.BUCKETS, components),
            (index, random) ->
                index % components == 0 ? SOFTMAX_FIRST / HistoryAttention.QUICK : 0f));
    return specs;
  }

  /**
   * One question a row; R = B * Q rows.
   *
   * @param queries [R, dimension]
   * @param gates share of the long-term interest, [R, 1]
   * @param components shares of the mixture that add up to 1: softmax, each repeat head,
   *     popularity; [R, components]
   * @param repeats how much each repeat head looks at each slot, [B, Q, slots] for each
   * @param looks the same of every head, for each memory
   */
  public record Mix(
      Operand<TFloat32> queries,
      Operand<TFloat32> gates,
      Operand<TFloat32> components,
      List<Operand<TFloat32>> repeats,
      List<List<Operand<TFloat32>>> looks) {}

  /**
   * @param states of the LSTM, [B, Q, hidden]
   * @param newest vectors of the newest items, [B, Q, dimension]
   * @param requests [B, Q] for each input of a question
   * @param memories one after the other, for all Q
   */
  public Mix mix(
      Operand<TFloat32> states,
      Operand<TFloat32> newest,
      Function<Input, Operand<TInt32>> requests,
      List<HistoryAttention.Memory> memories) {
    List<List<Operand<TFloat32>>> looks = looks(states, memories);
    Operand<TFloat32> rows = tf.reshape(states, -1, shape.hidden());
    Operand<TInt32> asked = tf.reshape(requests.apply(Input.REQUEST_GAPS), -1);
    Operand<TInt32> gaps = shape.has(Part.TIME_GAPS) ? asked : tf.ops().zerosLike(asked);

    List<Operand<TFloat32>> shortTerm = new ArrayList<>();
    shortTerm.add(tf.matMul(rows, variables.get(OUTPUT_WEIGHTS)));
    shortTerm.add(tf.mul(tf.reshape(newest, -1, shape.dimension()), variables.get(NEWEST_SCALE)));
    shortTerm.add(tf.gather(variables.get(OUTPUT_GAPS), gaps));
    if (shape.has(Part.CONTEXT)) {
      // By RequestContext's index, [indices, dimension].
      Operand<TFloat32> contexts =
          tf.add(tf.expand(variables.get(SEASONS), 1), tf.expand(variables.get(PROMOTIONS), 0));
      Operand<TInt32> indices = tf.reshape(requests.apply(Input.REQUEST_CONTEXTS), -1);
      shortTerm.add(tf.gather(tf.reshape(contexts, -1, shape.dimension()), indices));
    }
    Operand<TFloat32> trust =
        tf.add(tf.matMul(rows, variables.get(GATE_WEIGHTS)), byGap(GATE_GAPS, gaps));
    Operand<TFloat32> gate = tf.ops().math.sigmoid(tf.mul(trust, shape.has(Part.GATE) ? 1f : 0f));
    Operand<TFloat32> wanted = tf.mul(tf.oneMinus(gate), tf.addN(shortTerm));
    if (shape.has(Part.LONG_TERM)) {
      wanted = tf.add(tf.mul(gate, longTerm(looks, memories)), wanted);
    }
    Operand<TFloat32> query = tf.mul(tf.ops().constant(2f), wanted);
    Operand<TFloat32> mixture =
        tf.add(tf.matMul(rows, variables.get(MIX_WEIGHTS)), byGap(MIX_GAPS, gaps));
    Operand<TFloat32> components = tf.softmax(tf.add(mixture, tf.ops().constant(leftOut())));
    return new Mix(query, gate, components, repeats(looks, memories), looks);
  }

  /** Shares for each memory and head, [B, questions, slots]. */
  private List<List<Operand<TFloat32>>> looks(
      Operand<TFloat32> states, List<HistoryAttention.Memory> memories) {
    if (attention.isEmpty()) {
      return List.of();
    }
    int[] questions = memories.stream().mapToInt(HistoryAttention.Memory::questions).toArray();
    List<? extends Operand<TFloat32>> parts =
        questions.length == 1
            ? List.of(states)
            : tf.ops()
                .splitV(
                    states, tf.ops().constant(questions), tf.constant(1), (long) questions.length)
                .output();
    return IntStream.range(0, questions.length)
        .mapToObj(i -> attention.get().look(parts.get(i), memories.get(i)))
        .toList();
  }

  /** The repeat heads' shares of all slots, [B, Q, slots] for each. */
  private List<Operand<TFloat32>> repeats(
      List<List<Operand<TFloat32>>> looks, List<HistoryAttention.Memory> memories) {
    List<Operand<TFloat32>> repeats = new ArrayList<>();
    for (int head = shape.longTermHeads(); head < shape.heads(); head++) {
      List<Operand<TFloat32>> parts = new ArrayList<>();
      for (int i = 0; i < memories.size(); i++) {
        int[][] unseen = {{0, 0}, {0, 0}, {0, memories.get(i).unseen()}};
        parts.add(
            tf.ops().pad(looks.get(i).get(head), tf.ops().constant(unseen), tf.ops().constant(0f)));
      }
      repeats.add(joined(parts));
    }
    return repeats;
  }

  /** Along the questions. */
  private Operand<TFloat32> joined(List<? extends Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(1, parts);
  }

  private Operand<TFloat32> longTerm(
      List<List<Operand<TFloat32>>> looks, List<HistoryAttention.Memory> memories) {
    List<List<Output<TFloat32>>> seen = new ArrayList<>();
    for (int i = 0; i < memories.size(); i++) {
      Operand<TFloat32> heads =
          tf.batchMatMul(
              tf.concat(1, looks.get(i).subList(0, shape.longTermHeads())),
              memories.get(i).vectors());
      seen.add(tf.split(1, heads, shape.longTermHeads()));
    }
    List<Operand<TFloat32>> scaled = new ArrayList<>();
    for (int head = 0; head < shape.longTermHeads(); head++) {
      int each = head;
      Operand<TFloat32> own = joined(seen.stream().map(heads -> heads.get(each)).toList());
      scaled.add(
          tf.mul(
              tf.reshape(own, -1, shape.dimension()),
              tf.row(variables.get(LONG_TERM_SCALE), head)));
    }
    return tf.addN(scaled);
  }

  /** What to add to the logits of the mixture so that popularity left out has no share. */
  private float[] leftOut() {
    float[] logits = new float[shape.components()];
    if (!shape.has(Part.POPULARITY)) {
      logits[logits.length - 1] = NEVER;
    }
    return logits;
  }

  private Operand<TFloat32> byGap(String table, Operand<TInt32> gaps) {
    return tf.gather(tf.mul(variables.get(table), HistoryAttention.QUICK), gaps);
  }
}
