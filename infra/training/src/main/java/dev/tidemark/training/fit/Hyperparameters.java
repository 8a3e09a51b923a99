package dev.tidemark.training.fit;

import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.TrainingOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be tuned.
 *
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 * @param window positions that the LSTM reads, the start token included
 * @param older interactions before the window that the long-term interest looks at besides
 * @param stride new targets in each window of a long history after the first
 * @param batchPositions sequence positions in a batch, filling included
 * @param learningRate of Adam, after the warm-up
 * @param warmup steps in which the learning rate rises to its full height
 * @param idDropout share of items whose id is forgotten in a step, so that their features must do
 * @param inputDropout share of what the LSTM reads that is set to 0
 * @param dropout share of states and of queries that is set to 0
 * @param weightDecay share of each matrix that a step takes away, times the learning rate
 * @param averaging how much of the average of the weights stays in each step
 * @param clipNorm largest norm of all gradients together
 * @param patience epochs without a better validation figure before training stops
 * @param without parts of the network that are left out
 */
public record Hyperparameters(
    int dimension,
    int hidden,
    int window,
    int older,
    int stride,
    int batchPositions,
    float learningRate,
    int warmup,
    float idDropout,
    float inputDropout,
    float dropout,
    float weightDecay,
    float averaging,
    float clipNorm,
    int patience,
    Set<Part> without) {

  /** What the preset {@code tidemark} trains with on every data set. */
  public static final Hyperparameters DEFAULT =
      new Hyperparameters(
          256, 256, 50, 200, 25, 1600, 2e-3f, 200, 0.05f, 0.6f, 0.6f, 0.05f, 0.998f, 1f, 3,
          Set.of());

  public Hyperparameters {
    without = Set.copyOf(without);
    atLeast("dimension", dimension, 1);
    atLeast("hidden", hidden, 1);
    atLeast("window", window, 2);
    atLeast("older", older, 0);
    atLeast("stride", stride, 1);
    atLeast("batchPositions", batchPositions, 1);
    atLeast("warmup", warmup, 0);
    atLeast("patience", patience, 1);
    if (stride > window) {
      throw new IllegalArgumentException(
          "--set: stride '" + stride + "'; give at most the window, " + window);
    }
    share("idDropout", idDropout);
    share("inputDropout", inputDropout);
    share("dropout", dropout);
    share("averaging", averaging);
    if (!(learningRate > 0) || !(clipNorm > 0) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "--set: give a learningRate and a clipNorm above 0 and a weightDecay of 0 or more");
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "--set: " + name + " '" + value + "'; give at least " + least);
    }
  }

  private static void share(String name, float value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "--set: " + name + " '" + value + "'; give 0 or more, and less than 1");
    }
  }

  /** The same with some parts left out. */
  public Hyperparameters without(Set<Part> parts) {
    return with(Map.of("without", text(parts)));
  }

  /**
   * The same with some values changed.
   *
   * @param changes values by name
   * @throws IllegalArgumentException naming the parameter, the value and the remedy
   */
  public Hyperparameters with(Map<String, String> changes) {
    RecordComponent[] components = Hyperparameters.class.getRecordComponents();
    Map<String, String> values = named();
    changes.forEach(
        (name, value) -> {
          if (values.replace(name, value) == null) {
            throw new IllegalArgumentException(
                "--set: '" + name + "'; give " + String.join(", ", values.keySet()));
          }
        });
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      arguments[i] = parsed(components[i].getName(), types[i], values);
    }
    try {
      return Hyperparameters.class.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("the constructor only refuses values", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has its canonical constructor", e);
    }
  }

  private static Object parsed(String name, Class<?> type, Map<String, String> values) {
    String value = values.get(name);
    try {
      if (type == int.class) {
        return Integer.valueOf(value);
      }
      if (type == float.class) {
        return Float.valueOf(value);
      }
      Set<Part> parts = EnumSet.noneOf(Part.class);
      Arrays.stream(value.split(" ", -1))
          .filter(text -> !text.isEmpty())
          .forEach(text -> parts.add(Part.of(text)));
      return parts;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--set: " + name + " '" + value + "'; give a number such as " + DEFAULT.named().get(name),
          e);
    }
  }

  /**
   * How a step changes the weights.
   *
   * @param step from 1 on
   */
  public TrainingOptions options(long step) {
    float rate = learningRate * Math.min(1f, (float) step / Math.max(1, warmup));
    return new TrainingOptions(rate, weightDecay, averaging, clipNorm);
  }

  /** What is dropped in every step. */
  public DropoutRates dropoutRates() {
    return new DropoutRates(idDropout, inputDropout, dropout);
  }

  /** By name, for the manifest. */
  public Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    for (RecordComponent component : Hyperparameters.class.getRecordComponents()) {
      try {
        named.put(component.getName(), text(component.getAccessor().invoke(this)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's components can be read", e);
      }
    }
    return named;
  }

  private static String text(Object value) {
    return value instanceof Set<?> parts
        ? parts.stream().map(part -> ((Part) part).text()).sorted().collect(Collectors.joining(" "))
        : String.valueOf(value);
  }
}
