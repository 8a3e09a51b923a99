package dev.tidemark.features;

import java.util.List;

/**
 * How sequences were encoded for a model; travels in its manifest, so that serving encodes alike.
 *
 * @param window positions that the short-term interest reads, the start token included: at most
 *     {@code window - 1} interactions
 * @param older interactions before those that the long-term interest looks at besides, at most
 * @param behaviours names of the behaviours seen in training; the one at {@code i} has index {@code
 *     i + 1}, every other name has index 0
 * @param maxGapBucket the largest time-gap bucket that training saw; larger gaps are clipped to it
 * @param maxRequestGap the same of the time to the moment asked about, see {@link RequestGap}
 */
public record FeatureSpec(
    int window, int older, List<String> behaviours, int maxGapBucket, int maxRequestGap) {
  public FeatureSpec {
    if (window < 2) {
      throw new IllegalArgumentException("window: " + window + "; give at least 2 positions");
    }
    if (older < 0) {
      throw new IllegalArgumentException("older: " + older + "; give 0 or more interactions");
    }
    behaviours = List.copyOf(behaviours);
  }

  /** Interactions that a question looks at, at most. */
  public int interactions() {
    return older + window - 1;
  }

  /** Index of a behaviour, 0 for one that training did not see. */
  public int behaviourIndex(String type) {
    return behaviours.indexOf(type) + 1;
  }
}
