package dev.tidemark.features;

import java.util.List;

/**
 * How sequences were encoded for a model; travels in its manifest, so that serving encodes alike.
 *
 * @param window positions of an encoded sequence, the start token included: at most {@code window -
 *     1} interactions are seen
 * @param behaviours names of the behaviours seen in training; the one at {@code i} has index {@code
 *     i + 1}, every other name has index 0
 * @param maxGapBucket the largest time-gap bucket that training saw; larger gaps are clipped to it
 */
public record FeatureSpec(int window, List<String> behaviours, int maxGapBucket) {
  public FeatureSpec {
    if (window < 2) {
      throw new IllegalArgumentException("window: " + window + "; give at least 2 positions");
    }
    behaviours = List.copyOf(behaviours);
  }

  /** Index of a behaviour, 0 for one that training did not see. */
  public int behaviourIndex(String type) {
    return behaviours.indexOf(type) + 1;
  }
}
