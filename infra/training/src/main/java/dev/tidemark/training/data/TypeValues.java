package dev.tidemark.training.data;

import com.carrotsearch.hppc.FloatArrayList;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.KnownBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what values the interactions of each behaviour have. */
final class TypeValues {
  /** By number of the behaviour; null = never seen. */
  private final FloatArrayList[] values;

  /**
   * @param types number of behaviours
   */
  TypeValues(int types) {
    values = new FloatArrayList[types];
  }

  /**
   * @param value NaN = not given
   */
  void add(int type, float value) {
    if (values[type] == null) {
      values[type] = new FloatArrayList();
    }
    if (!Float.isNaN(value)) {
      values[type].add(value);
    }
  }

  /** Those seen, by name, as long as there is room for all of their kinds. */
  List<KnownBehaviour> behaviours(Names types) {
    int room = FeatureSpec.MOST_KINDS;
    List<KnownBehaviour> behaviours = new ArrayList<>();
    int[] byName = Arrays.stream(types.sorted()).filter(type -> values[type] != null).toArray();
    for (int type : byName) {
      KnownBehaviour behaviour = KnownBehaviour.of(types.name(type), values[type].toArray());
      room -= behaviour.kinds();
      if (room < 0) {
        break;
      }
      behaviours.add(behaviour);
    }
    return behaviours;
  }
}
