package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownBehaviourTest {

  @Test
  void shouldCutValuesIntoBandsOfLikeSize() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37) % 1000;
    }

    KnownBehaviour purchase = KnownBehaviour.of("purchase", values);

    int[] sizes = new int[purchase.kinds()];
    for (float value : values) {
      sizes[purchase.kind(value)]++;
    }
    assertThat(sizes).hasSize(6);
    assertThat(sizes[0]).as("every value is given").isZero();
    for (int kind = 1; kind < sizes.length; kind++) {
      assertThat(sizes[kind]).isBetween(195, 205);
    }
  }

  @Test
  void shouldNotTellEqualValuesApart() {
    KnownBehaviour twoStars =
        KnownBehaviour.of("rating", new float[] {1, 1, 1, 5, 1, 5, Float.NaN});

    assertThat(twoStars.edges()).containsExactly(1f);
    assertThat(twoStars.kind(1)).isEqualTo(1);
    assertThat(twoStars.kind(5)).isEqualTo(2);
    assertThat(twoStars.kind(Float.NaN)).isZero();
  }

  @Test
  void shouldBeOfOneKindWhereValuesTellNothing() {
    List<KnownBehaviour> behaviours =
        List.of(
            KnownBehaviour.of("view", new float[] {Float.NaN, Float.NaN}),
            KnownBehaviour.of("view", new float[0]),
            KnownBehaviour.of("view", new float[] {3, 3, 3}));

    assertThat(behaviours).containsOnly(KnownBehaviour.plain("view"));
    assertThat(KnownBehaviour.plain("view").kinds()).isEqualTo(1);
    assertThat(KnownBehaviour.plain("view").kind(7)).isZero();
  }

  @Test
  void shouldGiveEveryKindAnIndexOfItsOwn() {
    FeatureSpec spec =
        new FeatureSpec(
            2,
            0,
            List.of(
                KnownBehaviour.plain("purchase"),
                new KnownBehaviour("rating", List.of(2f, 4f)),
                KnownBehaviour.plain("view")),
            0,
            1,
            false,
            false);

    assertThat(spec.kinds()).isEqualTo(6);
    assertThat(spec.kind("purchase", 9)).isEqualTo(1);
    assertThat(spec.kind("rating", Float.NaN)).isEqualTo(2);
    assertThat(spec.kind("rating", 2)).isEqualTo(3);
    assertThat(spec.kind("rating", 2.5f)).isEqualTo(4);
    assertThat(spec.kind("rating", 5)).isEqualTo(5);
    assertThat(spec.kind("view", Float.NaN)).isEqualTo(6);
    assertThat(spec.kind("wish_list", 1)).isZero();
    assertThat(List.of(0, 1, 2, 5, 6, 7))
        .extracting(spec::behaviourOf)
        .containsExactly(0, 1, 2, 2, 3, 0);
  }
}
