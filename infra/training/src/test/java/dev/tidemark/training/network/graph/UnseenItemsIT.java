package dev.tidemark.training.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Blend;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.ModelRanker;
import dev.tidemark.training.fit.ConsoleProgress;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Precision;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Half of the shoppers like red lamps, the others blue toys; new ones of both come in. */
class UnseenItemsIT {
  /** Small, and many steps for the little data there is. */
  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.ofEntries(
              Map.entry("dimension", "16"),
              Map.entry("hidden", "16"),
              Map.entry("window", "8"),
              Map.entry("older", "0"),
              Map.entry("stride", "4"),
              Map.entry("batchPositions", "64"),
              Map.entry("warmup", "20"),
              Map.entry("learningRate", "0.003"),
              Map.entry("idDropout", "0.1"),
              Map.entry("inputDropout", "0.5"),
              Map.entry("dropout", "0.5"),
              Map.entry("averaging", "0.9"),
              Map.entry("patience", "15")));

  private static final int SHOPPERS = 80;
  private static final int ITEMS_OF_A_KIND = 20;
  private static final int EPOCHS = 15;
  private static final long SEED = 3;

  private final InteractionLog log = log();
  private final TrainingData data =
      new LogEncoder(log, Split.leaveOneOut(Optional.empty()))
          .encode(PARAMETERS.window(), PARAMETERS.older());
  private final ServedItems served = ServedItems.of(log, data);

  @Test
  void shouldRankNewItemsByWhatIsKnownOfThem() throws Exception {
    // Given
    Trainer trainer =
        new Trainer(
            data,
            PARAMETERS,
            false,
            new Compute(Device.CPU, 1, Precision.FP32),
            new ConsoleProgress(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false));
    Trainer.Outcome outcome = trainer.train(EPOCHS, SEED, Optional.empty());
    int lamp = row("new-lamp");
    int toy = row("new-toy");
    int priced = row("new-priced");
    assertThat(lamp).isGreaterThanOrEqualTo(data.vocabulary().size());

    // When
    int[] right = new int[2];
    try (ScoringGraph graph = trainer.serving(served, outcome)) {
      SequenceEncoder encoder = new SequenceEncoder(served.vocabulary(), data.spec());
      Blend blend = trainer.servedBlend(served, outcome);
      new ModelRanker(graph, encoder, millis -> 0, moment -> blend)
          .rank(
              data.test(),
              (query, scores) -> {
                float liked = scores[isLamp(query) ? lamp : toy];
                float other = scores[isLamp(query) ? toy : lamp];
                right[0] += liked > 5 * other ? 1 : 0;
                right[1] += liked > 5 * scores[priced] ? 1 : 0;

                // Then
                assertThat(scores[row("new-lamp-again")]).as("no id").isEqualTo(scores[lamp]);
                double all = 0;
                for (int row = data.vocabulary().size(); row < scores.length; row++) {
                  all += scores[row];
                }
                assertThat(all).as("all new ones together").isBetween(1e-4, 0.05);
              });
    }
    assertThat(data.test()).hasSize(SHOPPERS);
    assertThat(right[0]).as("far before the other kind").isGreaterThan(SHOPPERS * 9 / 10);
    assertThat(right[1]).as("far before one of no kind").isGreaterThan(SHOPPERS * 9 / 10);
  }

  private boolean isLamp(Query query) {
    return data.vocabulary().entry(query.targets()[0]).itemId().startsWith("lamp");
  }

  private int row(String itemId) {
    return served.vocabulary().indexOf(itemId).orElseThrow() - 1;
  }

  private static InteractionLog log() {
    InteractionLog log = new InteractionLog();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < ITEMS_OF_A_KIND; i++) {
      log.add(item("lamp" + i, "red lamp " + i, "HOME"));
      log.add(item("toy" + i, "blue toy " + i, "TOYS"));
    }
    log.add(item("new-lamp", "A lamp, red", "HOME"));
    log.add(item("new-lamp-again", "Lamp: red; lamp", "HOME"));
    log.add(item("new-toy", "A toy, blue", "TOYS"));
    log.add(item("new-priced", "", ""));
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      String kind = shopper % 2 == 0 ? "lamp" : "toy";
      for (int i = 0; i < 8; i++) {
        log.add(
            new Interaction(
                new UserKey("shopper" + shopper),
                "event" + i,
                kind + random.nextInt(ITEMS_OF_A_KIND),
                "view",
                Instant.ofEpochSecond(1_600_000_000L + i * 3600L),
                Double.NaN,
                Double.NaN,
                0,
                Map.of()));
      }
    }
    log.sortAsServed();
    return log;
  }

  private static Item item(String id, String title, String category) {
    return new Item(id, title, category, 1, List.of(), List.of(), true);
  }
}
