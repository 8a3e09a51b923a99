package dev.tidemark.training.network.graph;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Input;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.SequenceBatch;
import dev.tidemark.scoring.ItemTable;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.scoring.Mixture;
import dev.tidemark.scoring.NetworkOutput;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.attention.Distance;
import dev.tidemark.training.network.attention.HistoryAttention;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.items.ItemVectors;
import dev.tidemark.training.network.items.PrincipalAxes;
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
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The network as it serves: sequences in, the probability of every item out. What is known of items
 * is folded into one table when weights are loaded, so a request costs no look at their features;
 * the table is fed, so that the network is as small for many items as for few. Owns its native
 * graph, session and tensors; for one thread.
 */
public final class ScoringGraph implements AutoCloseable {
  /** Share of each item in what was popular lately, a weight beside the trained ones, [items]. */
  public static final String POPULARITY = "popularity";

  /** Weights that are part of the items' table. */
  private static final Set<String> OF_ITEMS =
      Set.of(SequenceReader.START, SequenceReader.ITEM_BIAS);

  private static final int FAR = 4096;

  private final NetworkShape shape;
  private final ItemFeatures features;
  private final Graph graph = NativeLibrary.newGraph();
  private final Tensors tf = new Tensors(Ops.create(graph));
  private final Session session;
  private final Variables weights = new Variables(tf.ops());
  private final Placeholder<TFloat32> vectors;
  private final Placeholder<TFloat32> rotation;
  private final Placeholder<TFloat32> columns;
  private final Placeholder<TFloat32> biases;
  private final Placeholder<TInt32> older;
  private final Placeholder<TInt32> ages;
  private final Placeholder<TInt32> lengths;
  private final Map<Input, Placeholder<TInt32>> inputs;
  private final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
  private final List<Operand<TFloat32>> looks;
  private final Map<Placeholder<TFloat32>, TFloat32> ofItems = new LinkedHashMap<>();
  private ItemTable items;
  private Mixture mixture;

  /**
   * @param device that scores
   */
  public ScoringGraph(NetworkShape shape, ItemFeatures features, Device device) {
    this.shape = shape;
    this.features = features;
    NetworkWeights.ofSequences(shape).stream()
        .filter(spec -> !OF_ITEMS.contains(spec.name()))
        .forEach(weights::add);
    Shape rowsOnly = Shape.of(Shape.UNKNOWN_SIZE);
    Shape matrix = Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE);
    vectors =
        floats("vectors", Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE, shape.dimension()));
    rotation = floats("rotation", Shape.of(shape.dimension(), Shape.UNKNOWN_SIZE));
    columns = floats("columns", matrix);
    biases = floats("biases", rowsOnly);
    older = ints("older", Shape.scalar());
    ages = ints("ages", matrix);
    lengths = ints("lengths", rowsOnly);
    inputs = Feeds.placeholders(tf.ops(), matrix, rowsOnly);

    SequenceReader reader = new SequenceReader(tf, shape, weights);
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
    Operand<TFloat32> worth =
        tf.add(tf.matMul(tf.matMul(mix.queries(), rotation), columns), tf.expand(biases, 0));
    output("softmax", tf.softmax(worth));
    output("queries", mix.queries());
    output("components", mix.components());
    output("repeats", repeats(mix));
    output("longTerm", tf.reshape(mix.gates(), -1));
    looks = mix.looks().stream().flatMap(List::stream).toList();
    session = new Session(graph, device.session().build());
  }

  private Placeholder<TInt32> ints(String name, Shape shape) {
    return tf.ops().withName(name).placeholder(TInt32.class, Placeholder.shape(shape));
  }

  private Placeholder<TFloat32> floats(String name, Shape shape) {
    return tf.ops().withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private void output(String name, Operand<TFloat32> value) {
    outputs.put(name, tf.ops().withName(name).identity(value));
  }

  /** How the repeat heads look at the slots, [batch, heads, slots]. */
  private Operand<TFloat32> repeats(InterestMixer.Mix mix) {
    return mix.repeats().isEmpty() ? tf.slice(vectors, 1, 0, 0) : tf.concat(1, mix.repeats());
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
    return tf.expand(tf.range(tf.size(ages, 1)), 0);
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

  /**
   * Takes over trained weights, folding what describes an item into its vector.
   *
   * @param trained without {@link #POPULARITY} where nothing was popular
   */
  public void load(Map<String, float[]> trained) {
    weights.write(session, trained);
    float[] start = trained.get(SequenceReader.START);
    float[] table = foldedTable(trained);
    float[] rows = Arrays.copyOf(start, start.length + table.length);
    System.arraycopy(table, 0, rows, start.length, table.length);
    items = PrincipalAxes.whereMany(new ItemTable(rows, trained.get(SequenceReader.ITEM_BIAS)));
    forgetItems();
    ofItems.put(rotation, matrix(items.rotation(), items.dimension(), items.width()));
    ofItems.put(columns, matrix(items.columns(), items.width(), items.items()));
    ofItems.put(biases, TFloat32.tensorOf(Shape.of(items.items()), DataBuffers.of(items.biases())));
    update(trained.getOrDefault(POPULARITY, new float[shape.items()]));
  }

  /** Changes what was popular lately, [items]. */
  public void update(float[] popularity) {
    mixture = new Mixture(items, popularity, shape.onlyNew());
  }

  /** What the loaded weights make of the items. */
  public ItemTable items() {
    return items;
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
    SequenceBatch batch = SequenceBatch.of(sequences);
    List<float[]> answers = read(batch, List.copyOf(outputs.values()));
    NetworkOutput output =
        new NetworkOutput(
            answers.get(0), answers.get(1), answers.get(2), answers.get(3), answers.get(4));
    return mixture.of(output, batch);
  }

  /**
   * What each shopper wants, as a point among the items' vectors, without comparing it with them.
   *
   * @param sequences at least one
   * @return one for each, [dimension]
   */
  public List<float[]> wants(List<EncodedSequence> sequences) {
    SequenceBatch batch = SequenceBatch.of(sequences);
    float[] queries = read(batch, List.of(outputs.get("queries"))).get(0);
    int dimension = queries.length / batch.rows();
    List<float[]> wants = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      wants.add(Arrays.copyOfRange(queries, row * dimension, (row + 1) * dimension));
    }
    return wants;
  }

  /** How much each head of the attention looks at each slot of a sequence, [heads][slots]. */
  public List<float[]> attention(EncodedSequence sequence) {
    return looks.isEmpty() ? List.of() : read(SequenceBatch.of(List.of(sequence)), looks);
  }

  private List<float[]> read(SequenceBatch batch, List<Operand<TFloat32>> wanted) {
    Shape rows = Shape.of(batch.rows());
    Shape slots = Shape.of(batch.rows(), batch.columns());
    Session.Runner runner = session.runner();
    ofItems.forEach(runner::feed);
    try (Feeds feeds = new Feeds(runner)) {
      feeds.floats(
          vectors,
          Shape.of(batch.rows(), batch.columns(), shape.dimension()),
          items.read(batch.values().get(Input.ITEMS)));
      feeds.ints(older, Shape.scalar(), batch.older());
      feeds.ints(ages, slots, batch.ages());
      feeds.ints(lengths, rows, batch.lengths());
      feeds.inputs(inputs, batch.values(), slots, rows);
      return feeds.read(wanted);
    }
  }

  /** Writes the network alone as a SavedModel with the signature {@code serving_default}. */
  public void export(Path folder) throws IOException {
    FrozenNetwork frozen =
        new FrozenNetwork(graph.toGraphDef(), weights.read(session))
            .input("vectors", vectors)
            .input("rotation", rotation)
            .input("columns", columns)
            .input("biases", biases)
            .input("older", older)
            .input("ages", ages)
            .input("lengths", lengths);
    Input.EMBEDDED.forEach(input -> frozen.input(input.signature(), inputs.get(input)));
    Input.REQUESTS.forEach(input -> frozen.input(input.signature(), inputs.get(input)));
    outputs.forEach(frozen::output);
    frozen.write(folder);
  }

  private static TFloat32 matrix(float[] values, int rows, int columns) {
    return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values));
  }

  private void forgetItems() {
    ofItems.values().forEach(TFloat32::close);
    ofItems.clear();
  }

  @Override
  public void close() {
    forgetItems();
    session.close();
    graph.close();
  }
}
