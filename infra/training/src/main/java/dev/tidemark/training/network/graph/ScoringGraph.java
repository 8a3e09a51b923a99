package dev.tidemark.training.network.graph;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Input;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Shapes;
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
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

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
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Variables weights = new Variables(tf);
  private final Placeholder<TInt32> older;
  private final Placeholder<TInt32> ages;
  private final Placeholder<TInt32> lengths;
  private final Map<Input, Placeholder<TInt32>> inputs;
  private final Operand<TInt32> items;
  private final Operand<TFloat32> logProbabilities;
  private final Operand<TFloat32> interest;
  private final Operand<TFloat32> popular;

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
    inputs = Feeds.placeholders(tf, matrix, rowsOnly);
    items = inputs.get(Input.ITEMS);

    SequenceReader reader = new SequenceReader(tf, shape, weights);
    Operand<TFloat32> inputTable = weights.get(INPUT_TABLE);
    Operand<TFloat32> table =
        tf.slice(inputTable, tf.constant(new int[] {1, 0}), tf.constant(new int[] {-1, -1}));
    Operand<TFloat32> vectors = tf.gather(inputTable, items, tf.constant(0));
    Operand<TFloat32> recent =
        reader.vectors(
            Shapes.swapped(tf, window(vectors, 3)),
            input -> Shapes.flipped(tf, window(inputs.get(input), 2)));
    Operand<TFloat32> states = reader.lstm().forward(recent).states();
    Operand<TInt32> last = tf.math.sub(lengths, tf.constant(1));
    Operand<TInt32> rows = tf.range(tf.constant(0), Shapes.size(tf, lengths, 0), tf.constant(1));
    Operand<TInt32> one = tf.constant(1);
    Operand<TFloat32> state =
        tf.expandDims(
            tf.gatherNd(states, tf.stack(Arrays.asList(last, rows), Stack.axis(1L))), one);
    Operand<TInt32> lastSlot = tf.math.add(older, last);
    Operand<TFloat32> newest =
        tf.expandDims(
            tf.gatherNd(vectors, tf.stack(Arrays.asList(rows, lastSlot), Stack.axis(1L))), one);
    InterestMixer.Mix mix =
        new InterestMixer(tf, shape, weights)
            .mix(
                state,
                newest,
                request -> tf.expandDims(inputs.get(request), one),
                List.of(
                    new HistoryAttention.Memory(
                        1,
                        0,
                        vectors,
                        inputs.get(Input.BEHAVIOURS),
                        inputs.get(Input.OCCURRENCES),
                        tf.expandDims(distances(lastSlot), one),
                        tf.expandDims(hideLater(lastSlot), one))));
    logProbabilities =
        tf.withName("log_probabilities")
            .identity(tf.nn.logSoftmax(log(probabilities(reader, mix, table))));
    interest =
        tf.withName("interest")
            .concat(
                List.of(mix.gates(), tf.math.sub(tf.constant(1f), mix.gates())), tf.constant(1));
    popular = tf.withName("popular").identity(component(mix, shape.components() - 1));
    session = new Session(graph, device.session().build());
  }

  private Placeholder<TInt32> placeholder(String name, Shape shape) {
    return tf.withName(name).placeholder(TInt32.class, Placeholder.shape(shape));
  }

  /** The slots after the older ones, of [batch, slots, ...]. */
  private <T extends TNumber> Operand<T> window(Operand<T> slots, int dimensions) {
    List<Operand<TInt32>> begin = new ArrayList<>(Collections.nCopies(dimensions, tf.constant(0)));
    begin.set(1, older);
    int[] toTheEnd = new int[dimensions];
    Arrays.fill(toTheEnd, -1);
    return tf.slice(slots, tf.stack(begin), tf.constant(toTheEnd));
  }

  private Operand<TInt32> slots() {
    return tf.expandDims(
        tf.range(tf.constant(0), Shapes.size(tf, items, 1), tf.constant(1)), tf.constant(0));
  }

  /** Buckets of the distance from the newest interaction, [batch, slots]; see {@link Distance}. */
  private Operand<TInt32> distances(Operand<TInt32> lastSlot) {
    int[] buckets = new int[FAR];
    for (int distance = 0; distance < FAR; distance++) {
      buckets[distance] = Distance.bucket(distance);
    }
    Operand<TInt32> isOlder = tf.dtypes.cast(tf.math.less(slots(), older), TInt32.class);
    Operand<TInt32> distance =
        tf.math.sub(tf.math.sub(tf.expandDims(lastSlot, tf.constant(1)), slots()), isOlder);
    Operand<TInt32> bucket =
        tf.gather(
            tf.constant(buckets),
            tf.math.minimum(tf.math.maximum(distance, tf.constant(0)), tf.constant(FAR - 1)),
            tf.constant(0));
    Operand<TInt32> isStart = tf.dtypes.cast(tf.math.equal(slots(), older), TInt32.class);
    return tf.math.add(
        bucket, tf.math.mul(isStart, tf.math.sub(tf.constant(Distance.START), bucket)));
  }

  /** The ages, with what fills short rows hidden behind their newest interaction. */
  private Operand<TInt32> hideLater(Operand<TInt32> lastSlot) {
    Operand<TInt32> isLater =
        tf.dtypes.cast(
            tf.math.greater(slots(), tf.expandDims(lastSlot, tf.constant(1))), TInt32.class);
    return tf.math.sub(ages, tf.math.mul(isLater, tf.math.add(ages, tf.constant(1))));
  }

  private Operand<TFloat32> log(Operand<TFloat32> probabilities) {
    return tf.math.log(tf.math.maximum(probabilities, tf.constant(TINY)));
  }

  /** The mixture, [batch, items]. */
  private Operand<TFloat32> probabilities(
      SequenceReader reader, InterestMixer.Mix mix, Operand<TFloat32> table) {
    ItemPlaces places = new ItemPlaces(tf, items, shape.items());
    Operand<TFloat32> logits = reader.logits(mix.queries(), table);
    if (shape.onlyNew()) {
      Operand<TFloat32> never =
          tf.math.add(tf.dtypes.cast(tf.zerosLike(items), TFloat32.class), tf.constant(NEVER));
      logits = tf.math.add(logits, places.sums(never));
    }
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(tf.math.mul(component(mix, 0), tf.nn.softmax(logits)));
    for (int head = 0; head < mix.repeats().size(); head++) {
      Operand<TFloat32> looked = tf.squeeze(mix.repeats().get(head), Squeeze.axis(List.of(1L)));
      parts.add(tf.math.mul(component(mix, head + 1), places.sums(looked)));
    }
    parts.add(
        tf.math.mul(
            component(mix, shape.components() - 1),
            tf.expandDims(weights.get(POPULARITY), tf.constant(0))));
    return tf.math.addN(parts);
  }

  /** Shares of one component, [batch, 1]. */
  private Operand<TFloat32> component(InterestMixer.Mix mix, int component) {
    return tf.slice(
        mix.components(), tf.constant(new int[] {0, component}), tf.constant(new int[] {-1, 1}));
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
    weights.writeSome(session, Map.of(POPULARITY, popularity));
  }

  /** The vectors of all items, [items * dimension]. */
  public float[] foldedTable(Map<String, float[]> trained) {
    try (Graph folding = NativeLibrary.newGraph()) {
      Ops tf = Ops.create(folding);
      Variables parts = new Variables(tf);
      NetworkWeights.ofItems(shape).forEach(parts::add);
      ItemVectors vectors =
          new ItemVectors(tf, parts, features, shape.items(), UnaryOperator.identity());
      Operand<TFloat32> table = vectors.table();
      try (Session folder = new Session(folding)) {
        vectors.load(folder);
        parts.write(folder, trained);
        try (Result result = folder.runner().fetch(table).run()) {
          return Variables.floats((TFloat32) result.get(0));
        }
      }
    }
  }

  /**
   * What the network says of each sequence.
   *
   * @param sequences any number, of any lengths
   */
  public List<Learnt> score(List<EncodedSequence> sequences) {
    int most = sequences.stream().mapToInt(EncodedSequence::older).max().orElse(0);
    int longest = sequences.stream().mapToInt(EncodedSequence::recent).max().orElse(1);
    int columns = most + longest;
    int rows = sequences.size();
    Map<Input, int[]> values = Input.zeros(rows * columns, rows);
    int[] seconds = new int[rows * columns];
    int[] sizes = new int[rows];
    Arrays.fill(seconds, -1);
    for (int row = 0; row < rows; row++) {
      EncodedSequence sequence = sequences.get(row);
      int begin = row * columns + most - sequence.older();
      int length = sequence.length();
      for (Input input : Input.SLOTS) {
        System.arraycopy(sequence.of(input), 0, values.get(input), begin, length);
      }
      for (Input input : Input.REQUESTS) {
        values.get(input)[row] = sequence.of(input)[0];
      }
      System.arraycopy(sequence.ages(), 0, seconds, begin, length);
      sizes[row] = sequence.recent();
    }
    Session.Runner runner = session.runner().fetch(logProbabilities).fetch(interest).fetch(popular);
    try (Feeds feeds = new Feeds(runner)) {
      feeds.ints(older, Shape.scalar(), most);
      feeds.ints(ages, Shape.of(rows, columns), seconds);
      feeds.ints(lengths, Shape.of(rows), sizes);
      feeds.inputs(inputs, values, Shape.of(rows, columns), Shape.of(rows));
      return learnt(feeds);
    }
  }

  private static List<Learnt> learnt(Feeds feeds) {
    try (Result result = feeds.run()) {
      return Learnt.ofRows(
          Variables.floats((TFloat32) result.get(0)),
          Variables.floats((TFloat32) result.get(1)),
          Variables.floats((TFloat32) result.get(2)));
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
