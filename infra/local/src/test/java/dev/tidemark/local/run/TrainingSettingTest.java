package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.data.format.Given;
import dev.tidemark.local.data.Delist;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingSettingTest {
  @Test
  void shouldTrainInFullOnDataOfTheUser() {
    TrainingSetting setting = TrainingSetting.of(options(Optional.empty()), false);

    assertThat(setting.arguments()).isEqualTo(List.of("--seed", "1"));
    assertThat(setting.cost()).isEqualTo(1);
  }

  @Test
  void shouldTrainASmallerNetworkOnTheSimulatedShop() {
    TrainingSetting setting = TrainingSetting.of(options(Optional.empty()), true);

    assertThat(setting.arguments())
        .containsSequence("--epochs", Integer.toString(setting.epochs()))
        .anyMatch(it -> it.startsWith("dimension=128,"));
    assertThat(setting.cost()).isLessThan(1);
  }

  @Test
  void shouldObeyTheUserOnTheSimulatedShop() {
    TrainingSetting setting = TrainingSetting.of(options(Optional.of(2)), true);

    assertThat(setting.epochs()).isEqualTo(2);
    assertThat(setting.arguments())
        .containsSequence("--epochs", "2")
        .filteredOn("--epochs"::equals)
        .hasSize(1);
  }

  @Test
  void shouldNameTheFileOfItsProgress() {
    assertThat(TrainingSetting.of(options(Optional.empty()), false).arguments(Path.of("p.json")))
        .endsWith("--progress", "p.json");
  }

  private static UpOptions options(Optional<Integer> epochs) {
    return new UpOptions(
        Optional.empty(),
        Given.NOTHING,
        Delist.NOTHING,
        0,
        Optional.empty(),
        epochs,
        Optional.empty(),
        false);
  }
}
