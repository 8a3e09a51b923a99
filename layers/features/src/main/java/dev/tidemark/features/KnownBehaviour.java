package dev.tidemark.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A behaviour as training saw it. Where its interactions carried values, such as the stars of
 * ratings, it is of several kinds: without a value, and one for each band of values.
 *
 * @param type name of the behaviour
 * @param edges largest value of each band but the last, ascending; none = values tell nothing
 */
public record KnownBehaviour(String type, List<Float> edges) {
  /** Bands of about equally many values, fewer where many values are equal. */
  private static final int MOST_BANDS = 5;

  public KnownBehaviour {
    edges = List.copyOf(edges);
  }

  /** A behaviour of one kind, whatever its values. */
  public static KnownBehaviour plain(String type) {
    return new KnownBehaviour(type, List.of());
  }

  /**
   * @param values of its interactions; NaN = not given
   */
  public static KnownBehaviour of(String type, float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted); // NaN last
    int given = sorted.length;
    while (given > 0 && Float.isNaN(sorted[given - 1])) {
      given--;
    }
    List<Float> edges = new ArrayList<>();
    for (int band = 1; band < MOST_BANDS && given > 0; band++) {
      float edge = sorted[(int) ((long) band * given / MOST_BANDS)];
      if (edge < sorted[given - 1] && (edges.isEmpty() || edge > edges.get(edges.size() - 1))) {
        edges.add(edge);
      }
    }
    return new KnownBehaviour(type, edges);
  }

  /** How many there are of it: 1 or more. */
  public int kinds() {
    return edges.isEmpty() ? 1 : edges.size() + 2;
  }

  /** 0 = no value given or none that tells anything, then one for each band. */
  int kind(float value) {
    if (edges.isEmpty() || Float.isNaN(value)) {
      return 0;
    }
    int kind = 1;
    while (kind <= edges.size() && value > edges.get(kind - 1)) {
      kind++;
    }
    return kind;
  }
}
