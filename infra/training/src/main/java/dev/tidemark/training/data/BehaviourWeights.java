package dev.tidemark.training.data;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.KnownBehaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much an interaction counts as a target of training, by its kind of behaviour. Where training
 * saw several behaviours, what tells more of a shopper's mind counts more: a purchase or a rating
 * as 1, a view as much less. Where it saw one, all count alike. Immutable.
 */
public final class BehaviourWeights {
  /** Every kind counts as 1. */
  public static final BehaviourWeights ALIKE = new BehaviourWeights(new float[0], Map.of());

  private static final Map<String, Float> USUAL =
      Map.of(
          Behaviour.PURCHASE, 1f,
          Behaviour.RATING, 1f,
          Behaviour.ADD_TO_CART, 0.5f,
          Behaviour.FAVOURITE, 0.5f,
          Behaviour.CLICK, 0.2f,
          Behaviour.VIEW, 0.2f);

  private static final float OTHER = 0.5f;

  /** None = all alike. */
  private final float[] byKind;

  private final Map<String, Float> byType;

  private BehaviourWeights(float[] byKind, Map<String, Float> byType) {
    this.byKind = byKind;
    this.byType = byType;
  }

  /**
   * @param target the only behaviour that counts; empty = all do
   * @throws IllegalArgumentException where training does not know the target, naming what it knows
   */
  static BehaviourWeights of(FeatureSpec spec, Optional<String> target) {
    List<String> types = spec.behaviours().stream().map(KnownBehaviour::type).toList();
    if (target.isPresent() && !types.contains(target.get())) {
      throw new IllegalArgumentException(
          "--target: '"
              + target.get()
              + "' does not occur in the training part; give one of "
              + String.join(", ", types));
    }
    if (target.isEmpty() && types.size() < 2) {
      return ALIKE;
    }
    Map<String, Float> byType = new TreeMap<>();
    types.stream()
        .filter(type -> target.isEmpty() || target.get().equals(type))
        .forEach(type -> byType.put(type, target.isEmpty() ? USUAL.getOrDefault(type, OTHER) : 1f));
    float[] byKind = new float[spec.kinds() + 1];
    byKind[0] = target.isEmpty() ? OTHER : 0f;
    for (int kind = 1; kind < byKind.length; kind++) {
      byKind[kind] = byType.getOrDefault(types.get(spec.behaviourOf(kind) - 1), 0f);
    }
    return new BehaviourWeights(byKind, byType);
  }

  /**
   * 0 = not a target.
   *
   * @param kind see {@link FeatureSpec#kind}
   */
  public float of(int kind) {
    return byKind.length == 0 ? 1f : byKind[kind];
  }

  /** For each kind, from 0 = unknown on. */
  public float[] byKind(FeatureSpec spec) {
    float[] all = new float[spec.kinds() + 1];
    for (int kind = 0; kind < all.length; kind++) {
      all[kind] = of(kind);
    }
    return all;
  }

  /** By behaviour, those that are no targets left out. */
  @Override
  public String toString() {
    return byType.isEmpty() ? "alike" : byType.toString();
  }
}
