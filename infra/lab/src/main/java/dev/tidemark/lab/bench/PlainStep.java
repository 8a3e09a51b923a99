package dev.tidemark.lab.bench;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.TrainingWindow;
import dev.tidemark.training.network.NativeLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * What one would write first, to be compared with: item vectors, BlockLSTMV2, a projection, logits
 * of all items at all positions, TensorFlow's own cross-entropy and gradients, Adam. It has neither
 * behaviours, time gaps and long-term interest nor dropout and clipping, so it does less than the
 * product's graph.
 */
final class PlainStep implements Step {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Setting setting;
  private final SequenceEncoder encoder;
  private final Graph graph = NativeLibrary.newGraph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final List<Op> initialisers = new ArrayList<>();
  private final Map<Variable<TFloat32>, Operand<TFloat32>> gradients = new LinkedHashMap<>();
  private final Placeholder<TInt32> items;
  private final Placeholder<TInt32> targets;
  private final Placeholder<TFloat32> power1 = scalar();
  private final Placeholder<TFloat32> power2 = scalar();
  private final Operand<TFloat32> loss;
  private final List<Op> updates;

  PlainStep(Setting setting, SyntheticData data) {
    this.setting = setting;
    encoder = data.encoder();
    Shape sequences = Shape.of(setting.window(), setting.batch());
    items = tf.placeholder(TInt32.class, Placeholder.shape(sequences));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(setting.positions())));
    loss = build();
    updates = adam();
    session = new Session(graph);
    Session.Runner runner = session.runner();
    initialisers.forEach(runner::addTarget);
    runner.run().close();
  }

  /** Builds forward and backward pass and returns the mean loss. */
  private Operand<TFloat32> build() {
    int dimension = setting.dimension();
    int hidden = setting.hidden();
    // Row 0 is the start token.
    Variable<TFloat32> table = uniform(1f / dimension, setting.items() + 1, dimension);
    Variable<TFloat32> weights = uniform(0.1f, dimension + hidden, 4 * hidden);
    Variable<TFloat32> lstmBias = uniform(0f, 4 * hidden);
    Variable<TFloat32> projection = uniform(0.1f, hidden, dimension);
    Variable<TFloat32> itemBias = uniform(0f, setting.items() + 1);

    Operand<TFloat32> readTable = tf.identity(table);
    Operand<TFloat32> x = tf.gather(readTable, items, tf.constant(0));
    Lstm lstm = new Lstm(x, tf.identity(weights), tf.identity(lstmBias));
    Operand<TFloat32> states =
        tf.stopGradient(tf.reshape(lstm.forward.h(), tf.constant(new int[] {-1, hidden})));
    Operand<TFloat32> headTable = tf.identity(table);
    Operand<TFloat32> headProjection = tf.identity(projection);
    Operand<TFloat32> headBias = tf.identity(itemBias);
    Operand<TFloat32> logits =
        tf.math.add(
            tf.linalg.matMul(
                tf.linalg.matMul(states, headProjection), headTable, MatMul.transposeB(true)),
            headBias);
    SparseSoftmaxCrossEntropyWithLogits<TFloat32> entropy =
        tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, targets);

    // Of the sum of the losses: Adam does not mind the scale.
    List<Operand<TFloat32>> head =
        gradients(logits, entropy.backprop(), states, headTable, headProjection, headBias);
    BlockLSTMGrad<TFloat32> backward = lstm.backward(head.get(0));
    Operand<TFloat32> read = gradients(x, backward.xGrad(), readTable).get(0);
    gradients.put(table, tf.math.add(head.get(1), read));
    gradients.put(weights, backward.wGrad());
    gradients.put(lstmBias, backward.bGrad());
    gradients.put(projection, head.get(2));
    gradients.put(itemBias, head.get(3));
    return tf.math.mean(entropy.loss(), tf.constant(0));
  }

  private List<Operand<TFloat32>> gradients(
      Operand<TFloat32> of, Operand<TFloat32> known, Operand<?>... by) {
    Output<?>[] found =
        graph.addGradients(
            "gradients_" + by.length,
            new Output<?>[] {of.asOutput()},
            Stream.of(by).map(Operand::asOutput).toArray(Output<?>[]::new),
            new Output<?>[] {known.asOutput()});
    return Stream.of(found)
        .<Operand<TFloat32>>map(gradient -> gradient.expect(TFloat32.class))
        .toList();
  }

  /** Updates every variable once all gradients have been computed from the old values. */
  private List<Op> adam() {
    Ops after = tf.withControlDependencies(List.copyOf(gradients.values()));
    List<Op> steps = new ArrayList<>();
    gradients.forEach(
        (variable, gradient) ->
            steps.add(
                after.train.applyAdam(
                    variable,
                    zeros(variable),
                    zeros(variable),
                    power1,
                    power2,
                    tf.constant(Hyperparameters.DEFAULT.learningRate()),
                    tf.constant(BETA1),
                    tf.constant(BETA2),
                    tf.constant(EPSILON),
                    gradient)));
    return steps;
  }

  /** An LSTM and its gradient, both as TensorFlow's fused operators. */
  private final class Lstm {
    private final Operand<TFloat32> x;
    private final Operand<TFloat32> weights;
    private final Operand<TFloat32> bias;
    private final Operand<TInt64> steps = tf.constant((long) setting.window());
    private final Operand<TFloat32> zeroState = zeros(setting.batch(), setting.hidden());
    private final Operand<TFloat32> noPeephole = zeros(setting.hidden());
    private final BlockLSTM<TFloat32> forward;

    Lstm(Operand<TFloat32> x, Operand<TFloat32> weights, Operand<TFloat32> bias) {
      this.x = x;
      this.weights = weights;
      this.bias = bias;
      forward =
          tf.nn.blockLSTM(
              steps,
              x,
              zeroState,
              zeroState,
              weights,
              noPeephole,
              noPeephole,
              noPeephole,
              bias,
              BlockLSTM.cellClip(0f));
    }

    /**
     * @param gradient of the states, [steps * batch, hidden]
     */
    BlockLSTMGrad<TFloat32> backward(Operand<TFloat32> gradient) {
      return tf.nn.blockLSTMGrad(
          steps,
          x,
          zeroState,
          zeroState,
          weights,
          noPeephole,
          noPeephole,
          noPeephole,
          bias,
          forward.i(),
          forward.cs(),
          forward.f(),
          forward.o(),
          forward.ci(),
          forward.co(),
          forward.h(),
          zeros(setting.window(), setting.batch(), setting.hidden()),
          tf.reshape(
              gradient,
              tf.constant(new int[] {setting.window(), setting.batch(), setting.hidden()})),
          false);
    }
  }

  private Operand<TFloat32> zeros(int... shape) {
    return tf.zeros(tf.constant(shape), TFloat32.class);
  }

  /** A variable drawn from {@code [-limit, limit)}. */
  private Variable<TFloat32> uniform(float limit, int... shape) {
    Shape sizes = Shape.of(Arrays.stream(shape).asLongStream().toArray());
    Variable<TFloat32> variable = tf.variable(sizes, TFloat32.class);
    Operand<TFloat32> unit =
        tf.random.randomUniform(tf.constant(shape), TFloat32.class, RandomUniform.seed(1L));
    Operand<TFloat32> centred = tf.math.sub(unit, tf.constant(0.5f));
    initialisers.add(tf.assign(variable, tf.math.mul(centred, tf.constant(2 * limit))));
    return variable;
  }

  private Variable<TFloat32> zeros(Variable<TFloat32> like) {
    Variable<TFloat32> variable = tf.variable(like.shape(), TFloat32.class);
    initialisers.add(
        tf.assign(variable, tf.zeros(tf.constant(like.shape().asArray()), TFloat32.class)));
    return variable;
  }

  private Placeholder<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  @Override
  public double run(Batch batch, long number) {
    int rows = setting.batch();
    int[] read = new int[setting.positions()];
    int[] predicted = new int[setting.positions()];
    for (int row = 0; row < rows; row++) {
      TrainingWindow window = batch.windows().get(row);
      EncodedSequence sequence = window.encode(encoder);
      for (int t = 0; t < setting.window(); t++) {
        read[t * rows + row] = sequence.items()[t];
        predicted[t * rows + row] = window.history().item(t);
      }
    }
    Session.Runner runner = session.runner().fetch(loss);
    updates.forEach(runner::addTarget);
    try (TInt32 readTensor = TInt32.tensorOf(items.shape(), DataBuffers.of(read));
        TInt32 predictedTensor = TInt32.tensorOf(targets.shape(), DataBuffers.of(predicted));
        TFloat32 first = TFloat32.scalarOf((float) Math.pow(BETA1, (double) number));
        TFloat32 second = TFloat32.scalarOf((float) Math.pow(BETA2, (double) number));
        Result result =
            runner
                .feed(items, readTensor)
                .feed(targets, predictedTensor)
                .feed(power1, first)
                .feed(power2, second)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
