package dev.tidemark.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerIT {
  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.of("dimension", "8", "hidden", "12", "window", "8", "older", "0", "stride", "4"));
  private static final Compute COMPUTE = new Compute(1, Precision.FP32);
  private static final int EPOCHS = 4;
  private static final long SEED = 5;

  private final TrainingData data = data();

  @Test
  void shouldEndBitwiseAlikeWhereItWasKilledAndTakenUpAgain(@TempDir Path folder)
      throws IOException {
    // Given
    Trainer.Outcome whole = trainer(new Silent()).train(EPOCHS, SEED, Optional.empty());
    Optional<Checkpoint> kept = Optional.of(checkpoint(folder, PARAMETERS));

    // When
    assertThatThrownBy(() -> trainer(new Killer(3)).train(EPOCHS, SEED, kept))
        .hasMessage("killed in epoch 3");
    Silent progress = new Silent();
    Trainer.Outcome resumed = trainer(progress).train(EPOCHS, SEED, kept);

    // Then
    assertThat(progress.resumedAfter).isEqualTo(2);
    assertThat(resumed.best()).isEqualTo(whole.best());
    assertThat(resumed.weights().keySet()).isEqualTo(whole.weights().keySet());
    whole
        .weights()
        .forEach((name, values) -> assertThat(resumed.weights().get(name)).isEqualTo(values));
    assertThat(resumed.epochs()).hasSameSizeAs(whole.epochs());
    for (int i = 0; i < EPOCHS; i++) {
      assertThat(resumed.epochs().get(i).loss()).isEqualTo(whole.epochs().get(i).loss());
      assertThat(resumed.epochs().get(i).validationNdcg())
          .isEqualTo(whole.epochs().get(i).validationNdcg());
    }
  }

  @Test
  void shouldNotTakeUpATrainingWithOtherParameters(@TempDir Path folder) throws IOException {
    trainer(new Silent()).train(1, SEED, Optional.of(checkpoint(folder, PARAMETERS)));

    assertThat(checkpoint(folder, PARAMETERS).load()).isPresent();
    assertThat(checkpoint(folder, PARAMETERS.with(Map.of("dropout", "0.1"))).load()).isEmpty();
    assertThat(
            new Trainer(data, PARAMETERS, true, COMPUTE, new Silent())
                .checkpoint(folder, SEED)
                .load())
        .as("validation that leaves seen items out")
        .isEmpty();
  }

  @Test
  void shouldBeginAnewWhereTheFileIsNotWhole(@TempDir Path folder) throws IOException {
    trainer(new Silent()).train(1, SEED, Optional.of(checkpoint(folder, PARAMETERS)));
    Path file = folder.resolve("training.checkpoint");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThat(checkpoint(folder, PARAMETERS).load()).isEmpty();
  }

  private Trainer trainer(Progress progress) {
    return new Trainer(data, PARAMETERS, false, COMPUTE, progress);
  }

  private Checkpoint checkpoint(Path folder, Hyperparameters parameters) {
    return new Trainer(data, parameters, false, COMPUTE, new Silent()).checkpoint(folder, SEED);
  }

  /** Thirty shoppers who go round twelve items, each at a pace of their own. */
  private static TrainingData data() {
    InteractionLog log = new InteractionLog();
    SplittableRandom random = new SplittableRandom(3);
    for (int user = 0; user < 30; user++) {
      int pace = 1 + random.nextInt(3);
      for (int i = 0; i < 5 + random.nextInt(4); i++) {
        log.add(
            new Interaction(
                new UserKey("shopper" + user),
                "event" + i,
                "item" + (user + i * pace) % 12,
                "view",
                Instant.ofEpochSecond(1_600_000_000L + i * 3600L),
                Double.NaN,
                Double.NaN,
                0,
                Map.of()));
      }
    }
    log.sortAsServed();
    return new LogEncoder(log, Split.leaveOneOut()).encode(PARAMETERS.window(), PARAMETERS.older());
  }

  private static class Silent implements Progress {
    private int resumedAfter;

    @Override
    public void step(
        int epoch, int epochs, double share, double loss, double rate, long secondsLeft) {}

    @Override
    public void resumed(int epochsDone, int epochs) {
      resumedAfter = epochsDone;
    }

    @Override
    public void epoch(EpochReport report, int epochs, long secondsLeft) {}
  }

  /** Ends the training in the middle of an epoch. */
  private static final class Killer extends Silent {
    private final int last;

    Killer(int last) {
      this.last = last;
    }

    @Override
    public void step(
        int epoch, int epochs, double share, double loss, double rate, long secondsLeft) {
      if (epoch == last) {
        throw new IllegalStateException("killed in epoch " + epoch);
      }
    }
  }
}
