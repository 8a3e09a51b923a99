package dev.tidemark.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrecisionTest {

  @Test
  void shouldBeFoundByItsName() {
    assertThat(Precision.of("fp32")).isEqualTo(Precision.FP32);
    assertThat(Precision.of("FP32").text()).isEqualTo("fp32");
  }

  @Test
  void shouldNameWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Precision.of("float32"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--precision: 'float32'; give auto, fp32 or bf16");
  }

  /** What {@code auto} picks can be asked for; what it does not pick is refused. */
  @Test
  void shouldOnlyTakeSixteenBitsWhereTheProcessorHasThem() {
    if (Precision.of("auto") == Precision.BF16) {
      assertThat(Precision.of("bf16")).isEqualTo(Precision.BF16);
    } else {
      assertThatThrownBy(() -> Precision.of("bf16"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("avx512_bf16; give fp32 or auto");
    }
  }
}
