package dev.tidemark.training.network.graph;

import dev.tidemark.features.Input;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.training.network.Adam;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Dropout;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.NativeLibrary;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.TrainingOptions;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import dev.tidemark.training.network.head.InterestMixer;
import dev.tidemark.training.network.head.MixtureHead;
import dev.tidemark.training.network.items.ItemVectors;
import dev.tidemark.training.network.items.SampledItems;
import dev.tidemark.training.network.lstm.LstmLayer;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The network with its loss, gradients and optimiser. One unrolled graph for each sequence length
 * that batches may have, all on the same weights. Owns its native graph and session; for one
 * thread.
 */
public final class TrainingGraph implements AutoCloseable {
  /** Up to this many items each target is compared with all. */
  private static final int MOST_COMPARED = 50_000;

  /** Beyond that, with this many drawn ones. */
  private static final int DRAWN = 8192;

  private static final float EPSILON = 1e-8f;
  private final Graph graph = NativeLibrary.newGraph();
  private final Tensors tf = new Tensors(Ops.create(graph));
  private final Session session;
  private final Variables weights = new Variables(tf.ops());
  private final Dropout dropout;
  private final Adam adam;
  private final ItemVectors itemVectors;
  private final Optional<SampledItems> sampled;
  private final Map<SequenceSize, Step> steps = new LinkedHashMap<>();

  /** The towers of one sequence length and what a training step runs. */
  private record Step(
      List<Tower> towers,
      Operand<TFloat32> loss,
      Map<String, Operand<TFloat32>> gradients,
      List<Op> updates) {}

  /**
   * @param sizes that batches may have
   */
  public TrainingGraph(
      NetworkShape shape,
      ItemFeatures features,
      List<SequenceSize> sizes,
      DropoutRates rates,
      Compute compute) {
    this(shape, features, sizes, rates, compute, shape.items() > MOST_COMPARED ? DRAWN : 0);
  }

  /**
   * @param drawn items to compare each target with; 0 = all
   */
  TrainingGraph(
      NetworkShape shape,
      ItemFeatures features,
      List<SequenceSize> sizes,
      DropoutRates rates,
      Compute compute,
      int drawn) {
    sampled =
        drawn == 0 ? Optional.empty() : Optional.of(new SampledItems(tf, shape.items(), drawn));
    ItemVectors.weights(shape).forEach(weights::add);
    NetworkWeights.ofSequences(shape).forEach(weights::add);
    dropout = Dropout.of(tf.ops(), rates);
    adam = new Adam(tf.ops(), weights, EPSILON);
    itemVectors = new ItemVectors(tf, weights, features, shape.items(), dropout::ofIds);
    Operand<TFloat32> itemTable = itemVectors.table();
    for (SequenceSize size : sizes) {
      steps.put(size, step(shape, itemTable, size, compute.towers()));
    }
    session = new Session(graph, compute.session());
    itemVectors.load(session);
  }

  /**
   * The gradient in stages, cut at the item table and at the LSTM: loss to states, states to LSTM
   * inputs, inputs to item table, item table to its parts. Each call's ends are identities of its
   * own, so that no start of a call lies upstream of another. TensorFlow adds up what comes from
   * several operations in an order that follows from the order in which they were made.
   */
  private Step step(
      NetworkShape shape, Operand<TFloat32> itemTable, SequenceSize size, int towerCount) {
    Operand<TFloat32> headTable = tf.ops().identity(itemTable);
    Operand<TFloat32> readTable = tf.ops().identity(itemTable);
    Operand<TFloat32> inputTable =
        tf.concat(0, List.of(weights.get(SequenceReader.START), readTable));
    List<Tower> towers = new ArrayList<>();
    for (int i = 0; i < towerCount; i++) {
      towers.add(new Tower(tf, shape, weights, size, inputTable, headTable, dropout, sampled));
    }
    List<MixtureHead.Root> roots =
        towers.stream().flatMap(tower -> tower.head().roots().stream()).toList();
    List<Operand<TFloat32>> losses = towers.stream().map(tower -> tower.head().loss()).toList();

    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    List<Operand<TFloat32>> ends = new ArrayList<>();
    towers.forEach(tower -> ends.add(tower.states()));
    towers.forEach(tower -> ends.add(tower.memory()));
    ends.add(headTable);
    List<Operand<TFloat32>> headGradients =
        gradients(size + "_head", roots, ends, gradients, headWeights(shape));
    List<MixtureHead.Root> inputs = new ArrayList<>();
    List<LstmLayer.Gradients> lstms = new ArrayList<>();
    for (int i = 0; i < towerCount; i++) {
      Tower tower = towers.get(i);
      LstmLayer.Gradients lstm = tower.backward(headGradients.get(i));
      inputs.add(new MixtureHead.Root(tower.input(), lstm.x()));
      inputs.add(new MixtureHead.Root(tower.slotVectors(), headGradients.get(towerCount + i)));
      lstms.add(lstm);
    }
    gradients.put(
        LstmLayer.WEIGHTS, tf.addN(lstms.stream().map(LstmLayer.Gradients::weights).toList()));
    gradients.put(LstmLayer.BIAS, tf.addN(lstms.stream().map(LstmLayer.Gradients::bias).toList()));
    List<Operand<TFloat32>> readGradients =
        gradients(size + "_read", inputs, List.of(readTable), gradients, readWeights());
    Operand<TFloat32> tableGradient =
        tf.add(headGradients.get(2 * towerCount), readGradients.get(0));
    List<MixtureHead.Root> table = List.of(new MixtureHead.Root(itemTable, tableGradient));
    gradients(size + "_items", table, List.of(), gradients, List.of(ItemVectors.IDS));
    gradients.putAll(itemVectors.featureGradients(tableGradient));
    return new Step(towers, tf.addN(losses), gradients, adam.update(gradients));
  }

  /** What the LSTM reads besides items. */
  private static List<String> readWeights() {
    return Stream.concat(
            Stream.of(SequenceReader.START), Input.EMBEDDED.stream().map(Input::signature))
        .toList();
  }

  /** All that comes after the LSTM. */
  private static List<String> headWeights(NetworkShape shape) {
    return Stream.concat(
            InterestMixer.weights(shape).stream().map(WeightSpec::name),
            Stream.of(SequenceReader.ITEM_BIAS))
        .toList();
  }

  /** Returns the gradients by {@code ends}, and adds those by the named weights to the map. */
  private List<Operand<TFloat32>> gradients(
      String name,
      List<MixtureHead.Root> starts,
      List<Operand<TFloat32>> ends,
      Map<String, Operand<TFloat32>> byWeight,
      List<String> weightNames) {
    Output<?>[] found =
        graph.addGradients(
            name,
            outputs(starts.stream().map(MixtureHead.Root::value)),
            outputs(Stream.concat(ends.stream(), weightNames.stream().map(weights::get))),
            outputs(starts.stream().map(MixtureHead.Root::gradient)));
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> output : found) {
      gradients.add(output.expect(TFloat32.class));
    }
    for (int i = 0; i < weightNames.size(); i++) {
      byWeight.put(weightNames.get(i), gradients.get(ends.size() + i));
    }
    return gradients;
  }

  private static Output<?>[] outputs(Stream<Operand<TFloat32>> operands) {
    return operands.map(Operand::asOutput).toArray(Output<?>[]::new);
  }

  /** Sets the weights and forgets the optimiser's moments. */
  public void initialise(Map<String, float[]> values) {
    weights.write(session, values);
    adam.moments().write(session, adam.initial(values));
  }

  /** The weights and all that the optimiser remembers, by name. */
  public Map<String, float[]> state() {
    Map<String, float[]> state = weights.read(session);
    state.putAll(adam.moments().read(session));
    return state;
  }

  /** Goes on from where {@link #state} was read. */
  public void restore(Map<String, float[]> state) {
    weights.write(session, state);
    adam.moments().write(session, state);
  }

  /** The exponential average of the weights over the steps, which scores better than the last. */
  public Map<String, float[]> averagedWeights() {
    return adam.averages(session);
  }

  /**
   * One optimiser step.
   *
   * @param size of the batch's sequences, one of those the graph was built for
   * @param shares one batch for each tower
   * @param number of this step, from 1 on
   * @return the mean negative log-likelihood of the batch's targets, in nats
   */
  public double train(
      SequenceSize size, List<TowerBatch> shares, TrainingOptions options, long seed, long number) {
    Step step = steps.get(size);
    double total = 0;
    for (TowerBatch share : shares) {
      for (float weight : share.weights()) {
        total += weight;
      }
    }
    Session.Runner runner = session.runner();
    step.updates().forEach(runner::addTarget);
    try (Feeds feeds = feed(runner, step, shares, (int) seed, (int) number)) {
      adam.feed(feeds, number, options, (float) (1 / total));
      return feeds.read(List.of(step.loss())).get(0)[0] / total;
    }
  }

  /** Gradients of the summed loss by weight name, without dropout; for checks. */
  Map<String, float[]> gradients(SequenceSize size, List<TowerBatch> shares) {
    Map<String, Operand<TFloat32>> gradients = steps.get(size).gradients();
    List<float[]> values = run(size, shares, List.copyOf(gradients.values()));
    Map<String, float[]> byName = new LinkedHashMap<>();
    gradients.keySet().forEach(name -> byName.put(name, values.get(byName.size())));
    return byName;
  }

  /** The summed loss without dropout, in nats; for checks. */
  double loss(SequenceSize size, List<TowerBatch> shares) {
    return run(size, shares, List.of(steps.get(size).loss())).get(0)[0];
  }

  /** The first tower's probabilities of its targets without dropout, by chunk; for checks. */
  public List<float[]> likelihoods(SequenceSize size, List<TowerBatch> shares) {
    return run(size, shares, steps.get(size).towers().get(0).head().likelihoods());
  }

  private List<float[]> run(
      SequenceSize size, List<TowerBatch> shares, List<? extends Operand<TFloat32>> fetches) {
    try (Feeds feeds = feed(session.runner(), steps.get(size), shares, 0, 0)) {
      return feeds.read(fetches);
    }
  }

  private Feeds feed(
      Session.Runner runner, Step step, List<TowerBatch> shares, int seed, int number) {
    Feeds feeds = new Feeds(runner);
    for (int i = 0; i < shares.size(); i++) {
      step.towers().get(i).feed(feeds, shares.get(i));
    }
    feeds.ints(dropout.seed(), Shape.of(2), seed, number);
    sampled.ifPresent(items -> items.feed(feeds, seed, number));
    return feeds;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
