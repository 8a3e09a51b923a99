package dev.tidemark.training.data;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.KnownBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what values the interactions of each behaviour have. */
final class TypeValues {
  private final float[][] values;
  private final int[] sizes;
  private final boolean[] seen;

  /**
   * @param types number of behaviours
   */
  TypeValues(int types) {
    values = new float[types][0];
    sizes = new int[types];
    seen = new boolean[types];
  }

  /**
   * @param value NaN = not given
   */
  void add(int type, float value) {
    seen[type] = true;
    if (Float.isNaN(value)) {
      return;
    }
    if (sizes[type] == values[type].length) {
      values[type] = Arrays.copyOf(values[type], Math.max(16, 2 * sizes[type]));
    }
    values[type][sizes[type]++] = value;
  }

  /** Those seen, by name, as long as there is room for all of their kinds. */
  List<KnownBehaviour> behaviours(Names types) {
    int room = FeatureSpec.MOST_KINDS;
    List<KnownBehaviour> behaviours = new ArrayList<>();
    int[] byName = Arrays.stream(types.sorted()).filter(type -> seen[type]).toArray();
    for (int type : byName) {
      KnownBehaviour behaviour =
          KnownBehaviour.of(types.name(type), Arrays.copyOf(values[type], sizes[type]));
      room -= behaviour.kinds();
      if (room < 0) {
        break;
      }
      behaviours.add(behaviour);
    }
    return behaviours;
  }
}
