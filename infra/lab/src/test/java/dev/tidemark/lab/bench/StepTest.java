package dev.tidemark.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.fit.TrainingWindow;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Precision;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both networks do what they are timed at: they learn. */
class StepTest {
  private static final Setting SETTING = new Setting(30, 200, 16, 16, 10, 4, Precision.FP32);
  private static final SyntheticData DATA = new SyntheticData(SETTING);

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(
            "tidemark",
            new TidemarkStep(
                Network.TIDEMARK, SETTING, DATA, new Compute(Device.CPU, 2, Precision.FP32))),
        Arguments.of("plain", new PlainStep(SETTING, DATA)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void shouldLearnAFixedBatch(String name, Step network) {
    try (Step step = network) {
      Batch batch = DATA.nextBatch();
      double before = step.run(batch, 1);

      double after = before;
      for (int number = 2; number <= 1000 && after >= before / 2; number++) {
        after = step.run(batch, number);
      }

      assertThat(before).isBetween(2.0, 4.0);
      assertThat(after).isLessThan(before / 2);
    }
  }

  /** Weights start close to zero, so all items are about equally probable. */
  @Test
  void shouldStartThePlainNetworkAtTheEntropyOfChance() {
    try (Step step = new PlainStep(SETTING, DATA)) {
      assertThat(step.run(DATA.nextBatch(), 1)).isCloseTo(Math.log(31), within(0.05));
    }
  }

  @Test
  void shouldDrawBatchesInWhichEveryPositionPredicts() {
    Batch batch = DATA.nextBatch();

    assertThat(batch.size()).isEqualTo(DATA.size());
    assertThat(batch.targets()).isEqualTo(SETTING.positions());
    for (TrainingWindow window : batch.windows()) {
      for (int next : window.questions().toArray()) {
        assertThat(window.history().item(next)).isBetween(1, SETTING.items());
      }
    }
  }
}
