package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.data.DataSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingEstimateTest {
  private static final DataSize SMALL = new DataSize(25_000, 400, 400);
  private static final DataSize LARGE = new DataSize(1_000_000, 40_000, 50_000);
  private static final TrainingSetting SETTING = new TrainingSetting(List.of(), 10, 1);

  @Test
  void shouldTakeHalfAsLongOnAMachineThatIsTwiceAsFast() {
    TrainingEstimate slow = TrainingEstimate.of(SETTING, LARGE, 1e9);
    TrainingEstimate fast = TrainingEstimate.of(SETTING, LARGE, 2e9);

    assertThat(fast.seconds()).isEqualTo(slow.seconds() / 2);
    assertThat(fast.eventsPerSecond()).isEqualTo(2 * slow.eventsPerSecond());
  }

  @Test
  void shouldTakeLongerForMoreEventsItemsAndEpochs() {
    long least = TrainingEstimate.of(SETTING, SMALL, 1e9).seconds();

    assertThat(TrainingEstimate.of(SETTING, new DataSize(50_000, 400, 400), 1e9).seconds())
        .isGreaterThan(least);
    assertThat(TrainingEstimate.of(SETTING, new DataSize(25_000, 40_000, 400), 1e9).seconds())
        .isGreaterThan(least);
    assertThat(TrainingEstimate.of(new TrainingSetting(List.of(), 20, 1), SMALL, 1e9).seconds())
        .isGreaterThan(least);
  }

  @Test
  void shouldMeasureThisMachine() {
    // When: a clock that shows what passed, and one that runs ten times as fast
    TrainingEstimate real = TrainingEstimate.of(SETTING, LARGE, System::nanoTime);
    TrainingEstimate slower = TrainingEstimate.of(SETTING, LARGE, () -> 10 * System.nanoTime());

    // Then: where everything seems to take ten times as long, training does, too
    assertThat(real.seconds()).isPositive();
    assertThat(slower.seconds()).isGreaterThan(2 * real.seconds());
    assertThat(real.minutes()).isEqualTo(Math.max(1, Math.round(real.seconds() / 60.0)));
  }

  @Test
  void shouldSayAMinuteAtLeast() {
    assertThat(new TrainingEstimate(1, 3).minutes()).isEqualTo(1);
    assertThat(new TrainingEstimate(1, 89).minutes()).isEqualTo(1);
    assertThat(new TrainingEstimate(1, 91).minutes()).isEqualTo(2);
  }
}
