package dev.tidemark.training.network.lstm;

import dev.tidemark.features.Input;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Vectors of what happened, for the LSTM to read; training and serving share it. */
public record SequenceReader(Tensors tf, NetworkShape shape, Variables variables) {
  public static final String START = "start";
  public static final String ITEM_BIAS = "item_bias";

  /** Stands for the frequency of an item that training never saw. */
  private static final double UNSEEN = 0.5;

  /** Those of what the LSTM reads, and its own. */
  public static List<WeightSpec> weights(NetworkShape shape) {
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(WeightSpec.filled(START, 0f, 1, shape.dimension()));
    for (Input input : Input.EMBEDDED) {
      int values = input.values(shape.behaviours());
      specs.add(
          input == Input.BEHAVIOURS
              ? WeightSpec.table(input.signature(), values, shape.dimension())
              : WeightSpec.filled(input.signature(), 0f, values, shape.dimension()));
    }
    specs.addAll(LstmLayer.weights(shape.dimension(), shape.hidden()));
    return specs;
  }

  /**
   * The bias of each item starts at the logarithm of its frequency, so that the untrained network
   * ranks by popularity and training adds to that.
   *
   * @param popularity how often each item occurs in training, [items]
   */
  public static float[] initialBias(long[] popularity) {
    float[] bias = new float[popularity.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) Math.log(smoothed(popularity[i]));
    }
    return bias;
  }

  /**
   * The frequency that an item's bias starts from.
   *
   * @param count how often it occurs in training
   */
  public static double smoothed(long count) {
    return count + UNSEEN;
  }

  public LstmLayer lstm() {
    return new LstmLayer(
        tf,
        shape.dimension(),
        shape.hidden(),
        variables.get(LstmLayer.WEIGHTS),
        variables.get(LstmLayer.BIAS));
  }

  /**
   * What the LSTM reads, items with all that is known of each: [time, batch, dimension].
   *
   * @param itemVectors [time, batch, dimension]
   * @param inputs [time, batch]
   */
  public Operand<TFloat32> vectors(
      Operand<TFloat32> itemVectors, Function<Input, Operand<TInt32>> inputs) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(itemVectors);
    for (Input input : Input.EMBEDDED) {
      Operand<TInt32> values = inputs.apply(input);
      boolean isLeftOut = input == Input.GAPS && !shape.has(Part.TIME_GAPS);
      parts.add(
          tf.gather(
              variables.get(input.signature()), isLeftOut ? tf.ops().zerosLike(values) : values));
    }
    return tf.addN(parts);
  }
}
