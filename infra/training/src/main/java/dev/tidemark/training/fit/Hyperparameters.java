package dev.tidemark.training.fit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.Part;
import dev.tidemark.training.network.TrainingOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be tuned.
 *
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 * @param window positions that the LSTM reads in training, the start token included
 * @param older interactions before the window that the long-term interest looks at besides
 * @param recent positions that the LSTM reads of a history that is asked about, the start token
 *     included; at most a window. The long-term interest looks at all the same interactions
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
    int recent,
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
          256, 256, 50, 200, 24, 25, 1600, 2e-3f, 200, 0.05f, 0.6f, 0.6f, 0.05f, 0.998f, 1f, 3,
          Set.of());

  private static final String WITHOUT = "without";
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .withCoercionConfigDefaults(
              config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .build();

  public Hyperparameters {
    without = Set.copyOf(without);
    atLeast("dimension", dimension, 1);
    atLeast("hidden", hidden, 1);
    atLeast("window", window, 2);
    atLeast("older", older, 0);
    atLeast("recent", recent, 2);
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
    return with(Map.of(WITHOUT, text(parts)));
  }

  /**
   * The same with some values changed.
   *
   * @param changes values by name
   * @throws IllegalArgumentException naming the parameter, the value and the remedy
   */
  public Hyperparameters with(Map<String, String> changes) {
    Map<String, Object> values = JSON.convertValue(this, VALUES);
    changes.forEach(
        (name, value) -> {
          if (values.replace(name, name.equals(WITHOUT) ? parts(value) : value) == null) {
            throw new IllegalArgumentException(
                "--set: '" + name + "'; give " + String.join(", ", values.keySet()));
          }
        });
    try {
      return JSON.convertValue(values, Hyperparameters.class);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof InvalidFormatException wrong) {
        String name = wrong.getPath().get(0).getFieldName();
        String known = DEFAULT.named().get(name);
        throw new IllegalArgumentException(
            "--set: " + name + " '" + wrong.getValue() + "'; give a number such as " + known, e);
      }
      throw e.getCause().getCause() instanceof IllegalArgumentException refused ? refused : e;
    }
  }

  private static List<Part> parts(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(part -> !part.isEmpty())
        .map(Part::of)
        .toList();
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

  /** Positions that the LSTM reads of a history that is asked about. */
  public int askedWindow() {
    return Math.min(recent, window);
  }

  /** Interactions before these that the long-term interest looks at besides. */
  public int askedOlder() {
    return older + window - askedWindow();
  }

  /** What is dropped in every step. */
  public DropoutRates dropoutRates() {
    return new DropoutRates(idDropout, inputDropout, dropout);
  }

  /** By name, for the manifest. */
  public Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    JSON.convertValue(this, VALUES).forEach((name, value) -> named.put(name, value.toString()));
    named.put(WITHOUT, text(without));
    return named;
  }

  private static String text(Set<Part> parts) {
    return parts.stream().map(Part::text).sorted().collect(Collectors.joining(" "));
  }
}
