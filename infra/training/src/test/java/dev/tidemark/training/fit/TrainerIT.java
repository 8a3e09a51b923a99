package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.graph.ScoringGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerIT {
  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.of(
              "dimension",
              "8",
              "hidden",
              "12",
              "window",
              "8",
              "older",
              "0",
              "stride",
              "4",
              "learningRate",
              "0.003",
              "inputDropout",
              "0.5",
              "dropout",
              "0.5"));
  private static final Compute COMPUTE = new Compute(Device.CPU, 1, Precision.FP32);
  private static final int EPOCHS = 4;
  private static final long SEED = 5;

  /** The first of the items that are bought. */
  private static final int BOUGHT = 4;

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
                .checkpoint(new LocalFolder(folder), SEED)
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

  @Test
  void shouldPredictWhatCountsMost() throws IOException {
    // Given: half of what happens are views of the first items, half are purchases of the others
    TrainingData all = viewsAndPurchases(Optional.empty());
    TrainingData purchases = viewsAndPurchases(Optional.of("purchase"));

    // When
    double ofAll = shareOfBoughtItems(all);
    double ofPurchases = shareOfBoughtItems(purchases);

    // Then
    assertThat(ofAll).as("1 / (1 + 0.2) by weight").isBetween(0.72, 0.92);
    assertThat(ofPurchases).isGreaterThan(0.95);
  }

  /** The probability that the model gives to items that are bought. */
  private static double shareOfBoughtItems(TrainingData data) throws IOException {
    Hyperparameters quick =
        PARAMETERS.with(
            Map.of(
                "warmup",
                "0",
                "batchPositions",
                "64",
                "averaging",
                "0.9",
                "learningRate",
                "0.01",
                "inputDropout",
                "0.2",
                "dropout",
                "0.2",
                "patience",
                "16"));
    Trainer trainer = new Trainer(data, quick, false, COMPUTE, new Silent());
    Trainer.Outcome outcome = trainer.train(16, SEED, Optional.empty());
    try (ScoringGraph graph = trainer.scoring()) {
      graph.load(outcome.weights());
      SequenceEncoder encoder = new SequenceEncoder(data.vocabulary(), data.spec());
      History history = data.histories().get(0);
      EncodedSequence sequence = encoder.encode(history, history.millis(history.size() - 1) + 1);
      double[] answer =
          outcome.blend().answer(graph.score(List.of(sequence)).get(0), sequence).probabilities();
      double share = 0;
      for (int i = 0; i < answer.length; i++) {
        boolean bought = data.vocabulary().entry(i + 1).itemId().compareTo("item" + BOUGHT) >= 0;
        share += bought ? answer[i] : 0;
      }
      return share;
    }
  }

  private static TrainingData viewsAndPurchases(Optional<String> target) {
    InteractionLog log = new InteractionLog();
    SplittableRandom random = new SplittableRandom(3);
    for (int user = 0; user < 60; user++) {
      for (int i = 0; i < 12; i++) {
        boolean bought = random.nextBoolean();
        int item = (bought ? BOUGHT : 0) + random.nextInt(4);
        log.add(interaction(user, i, item, bought ? "purchase" : "view"));
      }
    }
    log.sortAsServed();
    return new LogEncoder(log, Split.leaveOneOut(target))
        .encode(PARAMETERS.window(), PARAMETERS.older());
  }

  private Trainer trainer(Progress progress) {
    return new Trainer(data, PARAMETERS, false, COMPUTE, progress);
  }

  private Checkpoint checkpoint(Path folder, Hyperparameters parameters) {
    return new Trainer(data, parameters, false, COMPUTE, new Silent())
        .checkpoint(new LocalFolder(folder), SEED);
  }

  /** Thirty shoppers who go round twelve items, each at a pace of their own. */
  private static TrainingData data() {
    InteractionLog log = new InteractionLog();
    SplittableRandom random = new SplittableRandom(3);
    for (int user = 0; user < 30; user++) {
      int pace = 1 + random.nextInt(3);
      for (int i = 0; i < 5 + random.nextInt(4); i++) {
        log.add(interaction(user, i, (user + i * pace) % 12, "view"));
      }
    }
    log.sortAsServed();
    return new LogEncoder(log, Split.leaveOneOut(Optional.empty()))
        .encode(PARAMETERS.window(), PARAMETERS.older());
  }

  private static Interaction interaction(int user, int number, int item, String type) {
    return new Interaction(
        new UserKey("shopper" + user),
        "event" + number,
        "item" + item,
        type,
        Instant.ofEpochSecond(1_600_000_000L + number * 3600L),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }

  private static class Silent implements Progress {
    private int resumedAfter;

    @Override
    public void step(
        int epoch, int epochs, double share, double loss, double rate, long secondsLeft) {}

    @Override
    public void resumed(List<EpochReport> done, int epochs) {
      resumedAfter = done.size();
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
