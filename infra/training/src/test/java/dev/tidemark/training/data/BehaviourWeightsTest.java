package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.KnownBehaviour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BehaviourWeightsTest {
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          2,
          0,
          List.of(
              KnownBehaviour.plain("purchase"),
              new KnownBehaviour("rating", List.of(3f)),
              KnownBehaviour.plain("view"),
              KnownBehaviour.plain("wish_list")),
          0,
          1,
          false,
          false);

  @Test
  void shouldCountWhatTellsMoreAsMore() {
    BehaviourWeights weights = BehaviourWeights.of(SPEC, Optional.empty());

    assertThat(weights.of(SPEC.kind("purchase", Float.NaN))).isEqualTo(1f);
    assertThat(weights.of(SPEC.kind("rating", Float.NaN))).isEqualTo(1f);
    assertThat(weights.of(SPEC.kind("rating", 5f))).isEqualTo(1f);
    assertThat(weights.of(SPEC.kind("view", Float.NaN))).isEqualTo(0.2f);
    assertThat(weights.of(SPEC.kind("wish_list", Float.NaN))).isEqualTo(0.5f);
    assertThat(weights.of(0)).as("a behaviour that training does not know").isEqualTo(0.5f);
    assertThat(weights).hasToString("{purchase=1.0, rating=1.0, view=0.2, wish_list=0.5}");
  }

  @Test
  void shouldCountOneBehaviourAlike() {
    FeatureSpec views =
        new FeatureSpec(2, 0, List.of(KnownBehaviour.plain("view")), 0, 1, false, false);

    BehaviourWeights weights = BehaviourWeights.of(views, Optional.empty());

    assertThat(weights.of(1)).isEqualTo(1f);
    assertThat(weights.of(0)).isEqualTo(1f);
    assertThat(weights).hasToString("alike");
  }

  @Test
  void shouldCountNothingButTheTarget() {
    BehaviourWeights weights = BehaviourWeights.of(SPEC, Optional.of("rating"));

    assertThat(weights.of(SPEC.kind("rating", 1f))).isEqualTo(1f);
    assertThat(weights.of(SPEC.kind("purchase", 1f))).isZero();
    assertThat(weights.of(0)).isZero();
    assertThat(weights.byKind(SPEC)).containsExactly(0f, 0f, 1f, 1f, 1f, 0f, 0f);
    assertThat(weights).hasToString("{rating=1.0}");
  }

  @Test
  void shouldNameWhatCanBeTheTarget() {
    assertThatThrownBy(() -> BehaviourWeights.of(SPEC, Optional.of("sale")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--target: 'sale' does not occur in the training part; give one of purchase, rating,"
                + " view, wish_list");
  }
}
