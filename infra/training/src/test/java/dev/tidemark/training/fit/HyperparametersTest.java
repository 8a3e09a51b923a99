package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.training.network.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HyperparametersTest {
  private static final Hyperparameters DEFAULT = Hyperparameters.DEFAULT;

  @Test
  void shouldChangeWhatIsNamedAndNothingElse() {
    Hyperparameters changed =
        DEFAULT.with(Map.of("hidden", "12", "dropout", "0.25", "without", "gate time-gaps"));

    assertThat(changed.hidden()).isEqualTo(12);
    assertThat(changed.dropout()).isEqualTo(0.25f);
    assertThat(changed.without()).containsExactlyInAnyOrder(Part.GATE, Part.TIME_GAPS);
    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields("hidden", "dropout", "without")
        .isEqualTo(DEFAULT);
  }

  @Test
  void shouldLeaveOutParts() {
    Hyperparameters changed = DEFAULT.without(Set.of(Part.REPEATS));

    assertThat(changed).isEqualTo(DEFAULT.with(Map.of("without", "repeats")));
  }

  @Test
  void shouldReadBackWhatItNames() {
    Hyperparameters changed =
        DEFAULT.with(Map.of("learningRate", "0.0007", "without", "repeats popularity"));

    assertThat(changed.named()).containsEntry("without", "popularity repeats");
    assertThat(DEFAULT.with(changed.named())).isEqualTo(changed);
  }

  @Test
  void shouldNameAllInTheirOrderAsTheyWereGiven() {
    assertThat(DEFAULT.named())
        .hasToString(
            "{dimension=256, hidden=256, window=50, older=200, recent=24, stride=25, batchPositions=1600,"
                + " learningRate=0.002, warmup=200, idDropout=0.05, inputDropout=0.6, dropout=0.6,"
                + " weightDecay=0.05, averaging=0.998, clipNorm=1.0, patience=3, without=}");
  }

  @Test
  void shouldLookAtTheSameInteractionsWhateverTheLstmReadsOfThem() {
    for (String recent : List.of("2", "20", "50", "80")) {
      Hyperparameters asked = DEFAULT.with(Map.of("recent", recent));

      assertThat(asked.askedWindow()).isEqualTo(Math.min(Integer.parseInt(recent), 50));
      assertThat(asked.askedWindow() + asked.askedOlder())
          .isEqualTo(DEFAULT.window() + DEFAULT.older());
    }
  }

  @Test
  void shouldNameAParameterThatDoesNotExistOrIsNoNumber() {
    assertThatThrownBy(() -> DEFAULT.with(Map.of("droput", "0.1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--set: 'droput'; give dimension, hidden, window")
        .hasMessageEndingWith("patience, without");
    assertThatThrownBy(() -> DEFAULT.with(Map.of("dropout", "much")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--set: dropout 'much'; give a number such as " + DEFAULT.dropout());
    assertThatThrownBy(() -> DEFAULT.with(Map.of("dropout", "")))
        .hasMessage("--set: dropout ''; give a number such as " + DEFAULT.dropout());
    assertThatThrownBy(() -> DEFAULT.with(Map.of("patience", " ")))
        .hasMessage("--set: patience ' '; give a number such as " + DEFAULT.patience());
    assertThatThrownBy(() -> DEFAULT.with(Map.of("without", "gates")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--without: 'gates'; give item-features, ");
    assertThatThrownBy(() -> DEFAULT.with(Map.of("window", "2.5")))
        .hasMessage("--set: window '2.5'; give a number such as " + DEFAULT.window());
  }

  @Test
  void shouldRefuseWhatCannotBeTrainedWith() {
    assertThatThrownBy(() -> DEFAULT.with(Map.of("dimension", "0")))
        .hasMessage("--set: dimension '0'; give at least 1");
    assertThatThrownBy(() -> DEFAULT.with(Map.of("window", "10")))
        .hasMessage("--set: stride '25'; give at most the window, 10");
    assertThatThrownBy(() -> DEFAULT.with(Map.of("dropout", "1")))
        .hasMessage("--set: dropout '1.0'; give 0 or more, and less than 1");
    assertThatThrownBy(() -> DEFAULT.with(Map.of("averaging", "NaN")))
        .hasMessageStartingWith("--set: averaging 'NaN'");
    assertThatThrownBy(() -> DEFAULT.with(Map.of("learningRate", "-1")))
        .hasMessageContaining("a learningRate and a clipNorm above 0");
  }

  @Test
  void shouldRaiseTheLearningRateOverTheWarmup() {
    Hyperparameters parameters = DEFAULT.with(Map.of("learningRate", "0.5", "warmup", "4"));

    assertThat(parameters.options(1).learningRate()).isEqualTo(0.125f);
    assertThat(parameters.options(4).learningRate()).isEqualTo(0.5f);
    assertThat(parameters.options(9).learningRate()).isEqualTo(0.5f);
  }
}
