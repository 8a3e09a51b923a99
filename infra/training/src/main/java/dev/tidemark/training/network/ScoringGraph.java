package dev.tidemark.training.network;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.ItemFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.Transpose;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The network as it serves: sequences in, logits of every item out. The vectors of items are folded
 * into one table when weights are loaded, so a request costs no look at categories or prices. Owns
 * its native graph and session; for one thread.
 */
public final class ScoringGraph implements AutoCloseable {
  private static final String ITEM_TABLE = "item_table";

  private final NetworkShape shape;
  private final ItemFeatures features;
  private final Graph graph = NativeLibrary.newGraph();
  private final Session session;
  private final Variables weights;
  private final Placeholder<TInt32> items;
  private final Placeholder<TInt32> behaviours;
  private final Placeholder<TInt32> gaps;
  private final Placeholder<TInt32> lengths;
  private final Operand<TFloat32> logits;

  public ScoringGraph(NetworkShape shape, ItemFeatures features) {
    this.shape = shape;
    this.features = features;
    Ops tf = Ops.create(graph);
    weights = new Variables(tf);
    weights.add(WeightSpec.filled(ITEM_TABLE, 0f, shape.items(), shape.dimension()));
    shape.sequenceWeights().values().forEach(weights::add);
    Placeholder.Options sequence =
        Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE));
    items = tf.withName("items").placeholder(TInt32.class, sequence);
    behaviours = tf.withName("behaviour_types").placeholder(TInt32.class, sequence);
    gaps = tf.withName("time_gaps").placeholder(TInt32.class, sequence);
    lengths =
        tf.withName("lengths")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));

    SequenceReader reader = new SequenceReader(tf, shape, weights);
    Operand<TFloat32> table = weights.get(ITEM_TABLE);
    SequenceReader.Inputs inputs =
        new SequenceReader.Inputs(
            timeMajor(tf, items), timeMajor(tf, behaviours), timeMajor(tf, gaps));
    Operand<TFloat32> itemVectors = reader.itemVectors(reader.inputTable(table), inputs);
    Operand<TFloat32> states = reader.lstm().forward(reader.vectors(itemVectors, inputs)).states();
    Operand<TInt32> rows =
        tf.range(
            tf.constant(0),
            tf.gather(tf.shape(lengths), tf.constant(0), tf.constant(0)),
            tf.constant(1));
    Operand<TInt32> last =
        tf.stack(Arrays.asList(tf.math.sub(lengths, tf.constant(1)), rows), Stack.axis(1L));
    Operand<TFloat32> queries =
        reader.queries(tf.gatherNd(states, last), tf.gatherNd(reader.longTerm(itemVectors), last));
    logits = tf.withName("logits").identity(reader.logits(queries, table));
    session = new Session(graph);
  }

  private static Transpose<TInt32> timeMajor(Ops tf, Operand<TInt32> rows) {
    return tf.linalg.transpose(rows, tf.constant(new int[] {1, 0}));
  }

  /** Takes over trained weights, folding what describes an item into its vector. */
  public void load(Map<String, float[]> trained) {
    Map<String, float[]> values = new LinkedHashMap<>(trained);
    values.put(ITEM_TABLE, foldedTable(trained));
    weights.write(session, values);
  }

  private float[] foldedTable(Map<String, float[]> trained) {
    try (Graph folding = NativeLibrary.newGraph()) {
      Ops tf = Ops.create(folding);
      Variables parts = new Variables(tf);
      shape.itemWeights().values().forEach(parts::add);
      Operand<TFloat32> table = new ItemVectors(features, shape.items()).table(tf, parts);
      try (Session folder = new Session(folding)) {
        parts.write(folder, trained);
        try (Result result = folder.runner().fetch(table).run()) {
          return Variables.floats((TFloat32) result.get(0));
        }
      }
    }
  }

  /**
   * Logits of all items for each sequence, one row after the other: [sequences * items].
   *
   * @param sequences any number, of any lengths
   */
  public float[] score(List<EncodedSequence> sequences) {
    int longest = sequences.stream().mapToInt(EncodedSequence::length).max().orElse(1);
    int[] itemIndices = new int[sequences.size() * longest];
    int[] behaviourIndices = new int[itemIndices.length];
    int[] gapBuckets = new int[itemIndices.length];
    int[] sizes = new int[sequences.size()];
    for (int row = 0; row < sizes.length; row++) {
      EncodedSequence sequence = sequences.get(row);
      sizes[row] = sequence.length();
      System.arraycopy(sequence.items(), 0, itemIndices, row * longest, sizes[row]);
      System.arraycopy(sequence.behaviours(), 0, behaviourIndices, row * longest, sizes[row]);
      System.arraycopy(sequence.gaps(), 0, gapBuckets, row * longest, sizes[row]);
    }
    Shape matrix = Shape.of(sizes.length, longest);
    try (TInt32 itemTensor = TInt32.tensorOf(matrix, DataBuffers.of(itemIndices));
        TInt32 behaviourTensor = TInt32.tensorOf(matrix, DataBuffers.of(behaviourIndices));
        TInt32 gapTensor = TInt32.tensorOf(matrix, DataBuffers.of(gapBuckets));
        TInt32 lengthTensor = TInt32.vectorOf(sizes);
        Result result =
            session
                .runner()
                .feed(items, itemTensor)
                .feed(behaviours, behaviourTensor)
                .feed(gaps, gapTensor)
                .feed(lengths, lengthTensor)
                .fetch(logits)
                .run()) {
      return Variables.floats((TFloat32) result.get(0));
    }
  }

  /** Writes a SavedModel with the signature {@code serving_default}. */
  public void export(Path folder) throws IOException {
    Signature signature =
        Signature.builder(Signature.DEFAULT_KEY)
            .input("items", items)
            .input("behaviours", behaviours)
            .input("gaps", gaps)
            .input("lengths", lengths)
            .output("logits", logits)
            .build();
    SavedModelBundle.exporter(folder.toString())
        .withSession(session)
        .withSignature(signature)
        .export();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
