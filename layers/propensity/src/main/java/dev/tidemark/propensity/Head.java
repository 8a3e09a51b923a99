package dev.tidemark.propensity;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how likely a shopper buys within some days: a logistic model of what is counted, corrected
 * by the network's state, and moved to the shop's level of late.
 *
 * @param days after the moment asked about
 * @param inputs names of what is weighed, see {@link Inputs}
 * @param means of each input over all shoppers
 * @param weights of each input less its mean
 * @param bias log-odds of the mean shopper
 * @param taste what corrects them by the network's state
 * @param baseRate share of shoppers who bought in so many days of late
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of a file's content, never compared
public record Head(
    int days,
    List<String> inputs,
    double[] means,
    double[] weights,
    double bias,
    Taste taste,
    double baseRate) {

  public Head {
    inputs = List.copyOf(inputs);
    if (means.length != inputs.size() || weights.length != inputs.size()) {
      throw new IllegalArgumentException(
          "inputs: " + inputs.size() + ", means: " + means.length + ", weights: " + weights.length);
    }
  }

  /** Whether this code reads the inputs that it was fitted on. */
  public boolean isReadable() {
    return inputs.equals(Inputs.names());
  }

  /**
   * @param state what the network says that the shopper wants; empty = it was not asked
   */
  public double probability(double[] values, float[] state) {
    return probability(logOdds(values) + taste.correction(state));
  }

  /** Of the inputs alone. */
  public double logOdds(double[] values) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (values[i] - means[i]);
    }
    return sum;
  }

  public static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** What it goes by, as its weights tell. */
  public Basis basis() {
    return Basis.of(inputs, weights);
  }

  /** How much each topic moves the log-odds from those of the mean shopper. */
  Map<Topic, Double> effects(double[] values, float[] state) {
    Map<Topic, Double> effects = new EnumMap<>(Topic.class);
    for (int i = 0; i < weights.length; i++) {
      effects.merge(Inputs.topic(i), weights[i] * (values[i] - means[i]), Double::sum);
    }
    if (state.length > 0 && !taste.isNone()) {
      effects.put(Topic.TASTE, taste.correction(state));
    }
    return effects;
  }

  /** The same with other log-odds for all. */
  public Head shifted(double by) {
    return new Head(days, inputs, means, weights, bias + by, taste, baseRate);
  }

  /** The same where so many bought of late. */
  public Head withBaseRate(double rate) {
    return new Head(days, inputs, means, weights, bias, taste, rate);
  }

  /** The same, corrected by the network's state. */
  public Head with(Taste other) {
    return new Head(days, inputs, means, weights, bias, other, baseRate);
  }

  @Override
  public String toString() {
    return days + " days: " + Arrays.toString(weights);
  }
}
