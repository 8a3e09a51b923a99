package dev.tidemark.lab.bench;

import static dev.tidemark.training.network.Precision.FP32;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TrainingBenchTest {
  @Test
  void shouldBeginWithTheReferenceAndGrowEventsAndItemsApart() {
    assertThat(TrainingBench.settings(FP32))
        .hasSize(13)
        .startsWith(
            new Setting(3416, 250_000, 128, 256, 200, 32, FP32),
            new Setting(4_000, 250_000, 256, 256, 50, 32, FP32))
        .contains(
            new Setting(4_000, 2_000_000, 256, 256, 50, 32, FP32),
            new Setting(100_000, 250_000, 256, 256, 50, 32, FP32));
  }

  @Test
  void shouldHandASettingOn() throws Exception {
    Setting setting = new Setting(1, 2, 3, 4, 5, 6, FP32);

    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(setting), Setting.class)).isEqualTo(setting);
  }

  /** 200 x 32 positions x 100,000 items are 2.4 GiB in single precision, and two such arrays. */
  @Test
  void shouldKnowWhatThePlainGraphNeeds() {
    assertThat(new Setting(100_000, 1, 128, 256, 200, 32, FP32).plainBytes())
        .isEqualTo(5_120_000_000L);
  }
}
