package dev.tidemark.training;

import dev.tidemark.model.Comparison;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Habit;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.ConsoleProgress;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.publish.PackageWriter;
import dev.tidemark.training.publish.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A model trained for a few steps on what a shop exported, as it is written for service. Its
 * weights and counts are disturbed: few steps leave some at zero, where both sides could use them
 * differently unnoticed.
 */
record DisturbedModel(
    TrainingData data,
    Trainer trainer,
    Map<String, float[]> weights,
    Blend blend,
    ModelPackage written) {
  static final Habit HABIT = new Habit(200, 0.5);
  static final float HABIT_SHARE = 0.3f;
  static final float RULE_SHARE = 0.2f;
  static final float TREND = 0.4f;
  static final float POPULARITY = -0.3f;
  static final Compute COMPUTE = new Compute(Device.CPU, 1, Precision.FP32);

  /** Positions before the window that are seen, too. */
  static final int OLDER = 10;

  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.of("dimension", "8", "hidden", "12", "window", "16", "older", "10", "stride", "8"));

  /**
   * @param excludeSeen whether items of the history are left out
   * @param folder gets the package
   */
  static DisturbedModel of(RandomShop shop, boolean excludeSeen, Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(17);
    TrainingData data =
        new LogEncoder(shop.exported(), Split.leaveOneOut(Optional.empty()))
            .encode(RandomShop.WINDOW, PARAMETERS.older());
    Trainer trainer =
        new Trainer(data, PARAMETERS, excludeSeen, COMPUTE, new ConsoleProgress(System.out, false));
    Trainer.Outcome outcome = trainer.train(2, 3, Optional.empty());
    Map<String, float[]> weights = outcome.weights();
    disturb(weights, random);
    Blend blend = disturbed(outcome.blend().counts(), random);
    return new DisturbedModel(
        data, trainer, weights, blend, write(folder, data, trainer, weights, blend));
  }

  private static void disturb(Map<String, float[]> weights, SplittableRandom random) {
    weights.forEach(
        (name, values) -> {
          for (int i = 0; i < values.length && !name.equals(ScoringGraph.POPULARITY); i++) {
            values[i] += (float) random.nextDouble(-0.1, 0.1);
          }
        });
  }

  /** The shares are not what was chosen, but all of them count. */
  private static Blend disturbed(Counts counts, SplittableRandom random) {
    Demand demand =
        new Demand(
            counts.demand().recent(),
            someOfEachItem(random),
            someOfEachItem(random),
            someOfEachItem(random));
    boolean habits = counts.habit().isPresent();
    return new Blend(
        new Blend.Shares(habits ? HABIT_SHARE : 0, RULE_SHARE, TREND, POPULARITY),
        new Counts(
            habits ? Optional.of(HABIT) : Optional.empty(),
            counts.behaviours(),
            counts.rules(),
            counts.onlyNew(),
            demand));
  }

  private static float[] someOfEachItem(SplittableRandom random) {
    float[] some = new float[RandomShop.ITEMS];
    for (int i = 0; i < RandomShop.ITEMS; i++) {
      some[i] = (float) random.nextDouble();
    }
    return some;
  }

  private static ModelPackage write(
      Path folder, TrainingData data, Trainer trainer, Map<String, float[]> weights, Blend blend)
      throws IOException {
    Path target = Files.createDirectory(folder.resolve("package"));
    try (ScoringGraph graph = trainer.scoring()) {
      graph.load(weights);
      TrainingRun.Settings settings =
          new TrainingRun.Settings(
              PARAMETERS,
              COMPUTE,
              2,
              3,
              Optional.of("v"),
              Optional.empty(),
              Instant.EPOCH,
              "unknown");
      ModelPackage begun =
          new PackageWriter(data, data.vocabulary(), settings)
              .begin(
                  target,
                  graph,
                  trainer.servedFeatures(
                      new ServedItems(data.vocabulary(), data.features()),
                      new Trainer.Outcome(weights, List.of(), 0, blend)),
                  blend,
                  new PackageWriter.Figures(List.of(), 1, 0, Map.of(), Map.of(), false));
      PackageWriter.finish(begun, Comparison.NONE);
    }
    return PackageFiles.read(target);
  }
}
