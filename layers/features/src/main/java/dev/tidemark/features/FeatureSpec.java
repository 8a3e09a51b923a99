package dev.tidemark.features;

import java.util.List;

/**
 * How sequences were encoded for a model; travels in its manifest, so that serving encodes alike.
 *
 * @param window positions that the short-term interest reads, the start token included: at most
 *     {@code window - 1} interactions
 * @param older interactions before those that the long-term interest looks at besides, at most
 * @param behaviours seen in training; their kinds have the indices from 1 on, those of the first
 *     behaviour first, and every other behaviour has index 0
 * @param maxGapBucket the largest time-gap bucket that training saw; larger gaps are clipped to it
 * @param maxRequestGap the same of the time to the moment asked about, see {@link RequestGap}
 * @param seasons whether training saw all months of a year; otherwise no month is told
 * @param promotions whether training saw promotions; otherwise none is told
 */
public record FeatureSpec(
    int window,
    int older,
    List<KnownBehaviour> behaviours,
    int maxGapBucket,
    int maxRequestGap,
    boolean seasons,
    boolean promotions) {
  /** Kinds of behaviour that a history's column can tell apart, that of unknown ones left out. */
  public static final int MOST_KINDS = Byte.MAX_VALUE;

  public FeatureSpec {
    if (window < 2) {
      throw new IllegalArgumentException("window: " + window + "; give at least 2 positions");
    }
    if (older < 0) {
      throw new IllegalArgumentException("older: " + older + "; give 0 or more interactions");
    }
    behaviours = List.copyOf(behaviours);
    int kinds = kinds(behaviours);
    if (kinds > MOST_KINDS) {
      throw new IllegalArgumentException(
          "behaviours: " + kinds + " kinds; give at most " + MOST_KINDS);
    }
  }

  /** The same with a window of another length. */
  public FeatureSpec reading(int positions, int before) {
    return new FeatureSpec(
        positions, before, behaviours, maxGapBucket, maxRequestGap, seasons, promotions);
  }

  /** Interactions that a question looks at, at most. */
  public int interactions() {
    return older + window - 1;
  }

  /** Kinds of the behaviours seen in training. */
  public int kinds() {
    return kinds(behaviours);
  }

  private static int kinds(List<KnownBehaviour> behaviours) {
    return behaviours.stream().mapToInt(KnownBehaviour::kinds).sum();
  }

  /**
   * Index of a kind of behaviour, 0 for a behaviour that training did not see.
   *
   * @param value NaN = not given
   */
  public int kind(String type, float value) {
    int first = 1;
    for (KnownBehaviour behaviour : behaviours) {
      if (behaviour.type().equals(type)) {
        return first + behaviour.kind(value);
      }
      first += behaviour.kinds();
    }
    return 0;
  }

  /** Place of a kind's behaviour among {@code behaviours} from 1 on; 0 for the unknown ones. */
  public int behaviourOf(int kind) {
    int last = 0;
    for (int place = 1; place <= behaviours.size(); place++) {
      last += behaviours.get(place - 1).kinds();
      if (kind >= 1 && kind <= last) {
        return place;
      }
    }
    return 0;
  }
}
