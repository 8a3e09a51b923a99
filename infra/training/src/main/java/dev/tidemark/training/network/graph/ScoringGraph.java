package dev.tidemark.training.network.graph;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Input;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.SequenceBatch;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import dev.tidemark.training.network.attention.Distance;
import dev.tidemark.training.network.attention.HistoryAttention;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.items.ItemPlaces;
import dev.tidemark.training.network.items.ItemVectors;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The network as it serves: sequences in, the log-probability of every item out. The vectors of
 * items are folded into one table when weights are loaded, so a request costs no look at their
 * features. Owns its native graph and session; for one thread.
 */
public final class ScoringGraph implements AutoCloseable {
  /** Share of each item in what was popular lately, a weight beside the trained ones, [items]. */
  public static final String POPULARITY = "popularity";

  /** The start token's vector, then those of all items: [items + 1, dimension]. */
  private static final String INPUT_TABLE = "input_table";

  private static final float TINY = 1e-30f;
  private static final float NEVER = -1e9f;
  private static final int FAR = 4096;

  private final NetworkShape shape;
  private final ItemFeatures features;
  private final Graph graph = NativeLibrary.newGraph();
  private final Tensors tf = new Tensors(Ops.create(graph));
  private final Session session;
  private final Variables weights = new Variables(tf.ops());
  private final Placeholder<TInt32> older;
  private final Placeholder<TInt32> ages;
  private final Placeholder<TInt32> lengths;
  private final Map<Input, Placeholder<TInt32>> inputs;
  private final Operand<TFloat32> logProbabilities;
  private final Operand<TFloat32> interest;
  private final Operand<TFloat32> popular;
  private final List<Operand<TFloat32>> looks;

  /**
   * @param device that scores
   */
  public ScoringGraph(NetworkShape shape, ItemFeatures features, Device device) {
    this.shape = shape;
    this.features = features;
    weights.add(WeightSpec.filled(INPUT_TABLE, 0f, shape.items() + 1, shape.dimension()));
    weights.add(WeightSpec.filled(POPULARITY, 0f, shape.items()));
    NetworkWeights.ofSequences(shape).stream()
        .filter(spec -> !spec.name().equals(SequenceReader.START))
        .forEach(weights::add);
    Shape rowsOnly = Shape.of(Shape.UNKNOWN_SIZE);
    Shape matrix = Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE);
    older = placeholder("older", Shape.scalar());
    ages = placeholder("ages", matrix);
    lengths = placeholder("lengths", rowsOnly);
    inputs = Feeds.placeholders(tf.ops(), matrix, rowsOnly);

    SequenceReader reader = new SequenceReader(tf, shape, weights);
    Operand<TFloat32> inputTable = weights.get(INPUT_TABLE);
    Operand<TFloat32> table = tf.slice(inputTable, 0, 1, -1);
    Operand<TFloat32> vectors = tf.gather(inputTable, inputs.get(Input.ITEMS));
    Operand<TFloat32> recent =
        reader.vectors(tf.swapped(window(vectors)), input -> tf.flipped(window(inputs.get(input))));
    Operand<TFloat32> states = reader.lstm().forward(recent).states();
    Operand<TInt32> last = tf.sub(lengths, tf.constant(1));
    Operand<TInt32> rows = tf.range(tf.size(lengths, 0));
    Operand<TFloat32> state = tf.ops().gatherNd(states, tf.stack(1, last, rows));
    Operand<TInt32> lastSlot = tf.add(older, last);
    Operand<TFloat32> newest = tf.ops().gatherNd(vectors, tf.stack(1, rows, lastSlot));
    HistoryAttention.Memory memory =
        new HistoryAttention.Memory(
            1,
            0,
            vectors,
            inputs.get(Input.BEHAVIOURS),
            inputs.get(Input.OCCURRENCES),
            tf.expand(distances(lastSlot), 1),
            tf.expand(hideLater(lastSlot), 1));
    InterestMixer.Mix mix =
        new InterestMixer(tf, shape, weights)
            .mix(
                tf.expand(state, 1),
                tf.expand(newest, 1),
                request -> tf.expand(inputs.get(request), 1),
                List.of(memory));
    Operand<TFloat32> probabilities = tf.max(probabilities(mix, table), TINY);
    logProbabilities =
        tf.ops()
            .withName("log_probabilities")
            .identity(tf.ops().nn.logSoftmax(tf.ops().math.log(probabilities)));
    interest =
        tf.ops()
            .withName("interest")
            .concat(List.of(mix.gates(), tf.oneMinus(mix.gates())), tf.constant(1));
    popular = tf.ops().withName("popular").identity(component(mix, shape.components() - 1));
    looks = mix.looks().stream().flatMap(List::stream).toList();
    session = new Session(graph, device.session().build());
  }

  private Placeholder<TInt32> placeholder(String name, Shape shape) {
    return tf.ops().withName(name).placeholder(TInt32.class, Placeholder.shape(shape));
  }

  /** The slots after the older ones, of [batch, slots, ...]. */
  private <T extends TType> Operand<T> window(Operand<T> slots) {
    int[] toTheEnd = new int[slots.shape().numDimensions()];
    Arrays.fill(toTheEnd, -1);
    List<Operand<TInt32>> begin =
        new ArrayList<>(Collections.nCopies(toTheEnd.length, tf.constant(0)));
    begin.set(1, older);
    return tf.ops().slice(slots, tf.stack(0, begin), tf.ops().constant(toTheEnd));
  }

  private Operand<TInt32> slots() {
    return tf.expand(tf.range(tf.size(inputs.get(Input.ITEMS), 1)), 0);
  }

  /** Buckets of the distance from the newest interaction, [batch, slots]; see {@link Distance}. */
  private Operand<TInt32> distances(Operand<TInt32> lastSlot) {
    int[] buckets = new int[FAR];
    for (int distance = 0; distance < FAR; distance++) {
      buckets[distance] = Distance.bucket(distance);
    }
    Operand<TInt32> isOlder = tf.ints(tf.ops().math.less(slots(), older));
    Operand<TInt32> distance = tf.sub(tf.sub(tf.expand(lastSlot, 1), slots()), isOlder);
    Operand<TInt32> bucket =
        tf.gather(
            tf.ops().constant(buckets),
            tf.ops().math.minimum(tf.max(distance, 0), tf.constant(FAR - 1)));
    Operand<TInt32> isStart = tf.ints(tf.equal(slots(), older));
    return tf.add(bucket, tf.mul(isStart, tf.sub(tf.constant(Distance.START), bucket)));
  }

  /** The ages, with what fills short rows hidden behind their newest interaction. */
  private Operand<TInt32> hideLater(Operand<TInt32> lastSlot) {
    Operand<TInt32> isLater = tf.ints(tf.ops().math.greater(slots(), tf.expand(lastSlot, 1)));
    return tf.sub(ages, tf.mul(isLater, tf.add(ages, 1)));
  }

  /** The mixture, [batch, items]. */
  private Operand<TFloat32> probabilities(InterestMixer.Mix mix, Operand<TFloat32> table) {
    Operand<TInt32> items = inputs.get(Input.ITEMS);
    ItemPlaces places = new ItemPlaces(tf, items, shape.items());
    Operand<TFloat32> logits =
        tf.biasAdd(tf.timesTransposed(mix.queries(), table), weights.get(SequenceReader.ITEM_BIAS));
    if (shape.onlyNew()) {
      Operand<TFloat32> never =
          tf.add(tf.floats(tf.ops().zerosLike(items)), tf.ops().constant(NEVER));
      logits = tf.add(logits, places.sums(never));
    }
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(tf.mul(component(mix, 0), tf.softmax(logits)));
    for (int head = 0; head < mix.repeats().size(); head++) {
      Operand<TFloat32> looked =
          tf.ops().squeeze(mix.repeats().get(head), Squeeze.axis(List.of(1L)));
      parts.add(tf.mul(component(mix, head + 1), places.sums(looked)));
    }
    parts.add(
        tf.mul(component(mix, shape.components() - 1), tf.expand(weights.get(POPULARITY), 0)));
    return tf.addN(parts);
  }

  /** Shares of one component, [batch, 1]. */
  private Operand<TFloat32> component(InterestMixer.Mix mix, int component) {
    return tf.slice(mix.components(), 1, component, 1);
  }

  /**
   * Takes over trained weights, folding what describes an item into its vector.
   *
   * @param trained without {@link #POPULARITY} where nothing was popular
   */
  public void load(Map<String, float[]> trained) {
    Map<String, float[]> values = new LinkedHashMap<>(trained);
    values.putIfAbsent(POPULARITY, new float[shape.items()]);
    float[] start = trained.get(SequenceReader.START);
    float[] table = foldedTable(trained);
    float[] inputs = Arrays.copyOf(start, start.length + table.length);
    System.arraycopy(table, 0, inputs, start.length, table.length);
    values.put(INPUT_TABLE, inputs);
    weights.write(session, values);
  }

  /** Changes what was popular lately, [items]. */
  public void update(float[] popularity) {
    weights.write(session, Set.of(POPULARITY), Map.of(POPULARITY, popularity));
  }

  /** The vectors of all items, [items * dimension]. */
  public float[] foldedTable(Map<String, float[]> trained) {
    try (Graph folding = NativeLibrary.newGraph()) {
      Tensors tf = new Tensors(Ops.create(folding));
      Variables parts = new Variables(tf.ops());
      ItemVectors.weights(shape).forEach(parts::add);
      ItemVectors vectors =
          new ItemVectors(tf, parts, features, shape.items(), UnaryOperator.identity());
      Operand<TFloat32> table = vectors.table();
      try (Session folder = new Session(folding);
          Feeds feeds = new Feeds(folder.runner())) {
        vectors.load(folder);
        parts.write(folder, trained);
        return feeds.read(List.of(table)).get(0);
      }
    }
  }

  /**
   * What the network says of each sequence.
   *
   * @param sequences any number, of any lengths
   */
  public List<Learnt> score(List<EncodedSequence> sequences) {
    List<float[]> answers = read(sequences, List.of(logProbabilities, interest, popular));
    return Learnt.ofRows(answers.get(0), answers.get(1), answers.get(2));
  }

  /** How much each head of the attention looks at each slot of a sequence, [heads][slots]. */
  public List<float[]> attention(EncodedSequence sequence) {
    return looks.isEmpty() ? List.of() : read(List.of(sequence), looks);
  }

  private List<float[]> read(List<EncodedSequence> sequences, List<Operand<TFloat32>> wanted) {
    SequenceBatch batch = SequenceBatch.of(sequences);
    Shape rows = Shape.of(batch.rows());
    Shape slots = Shape.of(batch.rows(), batch.columns());
    try (Feeds feeds = new Feeds(session.runner())) {
      feeds.ints(older, Shape.scalar(), batch.older());
      feeds.ints(ages, slots, batch.ages());
      feeds.ints(lengths, rows, batch.lengths());
      feeds.inputs(inputs, batch.values(), slots, rows);
      return feeds.read(wanted);
    }
  }

  /** Writes a SavedModel with the signature {@code serving_default}. */
  public void export(Path folder) throws IOException {
    Signature.Builder signature =
        Signature.builder(Signature.DEFAULT_KEY)
            .input("older", older)
            .input("ages", ages)
            .input("lengths", lengths)
            .output("logProbabilities", logProbabilities)
            .output("interest", interest)
            .output("popular", popular);
    inputs.forEach((input, placeholder) -> signature.input(input.signature(), placeholder));
    SavedModelBundle.exporter(folder.toString())
        .withSession(session)
        .withSignature(signature.build())
        .export();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
