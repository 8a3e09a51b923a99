package dev.tidemark.training.publish;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.file.ForecastFile;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.recommendation.outlook.PropensityFile;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Popularity;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.fit.Checkpoint;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Progress;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.people.PeopleRun;
import dev.tidemark.training.propensity.NetworkStates;
import dev.tidemark.training.propensity.PropensityFit;
import dev.tidemark.training.propensity.Shoppers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One training: from encoded data to a model package that is compared and published.
 *
 * @param checkpoint where to keep the state after every epoch
 * @param progress hears of every step
 * @param people writes what is to be expected of every shopper
 * @param out gets the figures
 */
public record TrainingRun(
    Settings settings,
    ModelRegistry models,
    Optional<Folder> checkpoint,
    Progress progress,
    PeopleRun people,
    PrintStream out) {

  /**
   * What decides the result beside the data.
   *
   * @param version of the new model; empty = named by time and data
   * @param champion version in service; empty = none
   */
  public record Settings(
      Hyperparameters parameters,
      Compute compute,
      int epochs,
      long seed,
      Optional<String> version,
      Optional<String> champion,
      Instant now,
      String gitCommit) {}

  /**
   * @param forecast travels with the model; empty where there is none
   * @return the version that was published
   */
  public String run(
      TrainingData data, ServedItems served, Shoppers shoppers, Optional<ShopForecast> forecast)
      throws IOException {
    Path work = Files.createTempDirectory("tidemark-model");
    try {
      Optional<ModelPackage> champion = champion(work.resolve("champion"));
      Path folder = Files.createDirectory(work.resolve("new"));
      if (forecast.isPresent()) {
        try (OutputStream file = Files.newOutputStream(folder.resolve(ModelPackage.FORECAST))) {
          ForecastFile.write(forecast.get(), file);
        }
      }
      ModelPackage model = train(data, served, shoppers, champion, folder);
      String version = model.manifest().version();
      models.publish(version, model.folder());
      people.write(model, shoppers, data, settings.now());
      if (checkpoint.isPresent()) {
        Checkpoint.delete(checkpoint.get());
      }
      return version;
    } finally {
      LocalFiles.deleteTree(work);
    }
  }

  /** Fetched before the long training. A champion that is damaged must not hinder its successor. */
  private Optional<ModelPackage> champion(Path folder) {
    try {
      return settings.champion().map(version -> PackageFiles.read(models.fetch(version, folder)));
    } catch (ModelNotFoundException | ModelPackageException e) {
      out.println("no comparison with the champion: " + e.getMessage());
      return Optional.empty();
    }
  }

  private ModelPackage train(
      TrainingData data,
      ServedItems served,
      Shoppers shoppers,
      Optional<ModelPackage> champion,
      Path folder)
      throws IOException {
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), data.repeatsAreRare());
    Trainer trainer =
        new Trainer(
            data, settings.parameters(), evaluator.excludeSeen(), settings.compute(), progress);
    Optional<Checkpoint> kept = checkpoint.map(place -> trainer.checkpoint(place, settings.seed()));
    Trainer.Outcome outcome = trainer.train(settings.epochs(), settings.seed(), kept);
    PackageWriter.Figures figures = figures(data, evaluator, trainer, outcome);
    PackageWriter writer = new PackageWriter(data, served.vocabulary(), settings);
    ModelPackage begun;
    try (ScoringGraph graph = trainer.serving(served, outcome)) {
      Optional<PropensityFit> propensity = propensity(data, shoppers, graph);
      if (propensity.isPresent()) {
        PropensityFile.write(folder, propensity.get().model());
      }
      begun =
          writer.begin(
              folder,
              graph,
              trainer.servedFeatures(served, outcome),
              trainer.servedBlend(served, outcome),
              figures.with(propensity.map(PropensityFit::figures).orElse(List.of())));
    }
    Comparison comparison =
        new ModelComparison(data, evaluator, settings.seed(), out)
            .of(begun, settings.champion(), champion);
    return PackageWriter.finish(begun, comparison);
  }

  /** The states come of what each shopper had done by each cut, as they do when it is served. */
  private Optional<PropensityFit> propensity(
      TrainingData data, Shoppers shoppers, ScoringGraph graph) {
    SequenceEncoder encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    Optional<PropensityFit> fit =
        PropensityFit.of(
            shoppers.activities(),
            Optional.of(new NetworkStates(graph, encoder, data.histories())));
    fit.ifPresentOrElse(
        found -> found.lines().forEach(out::println),
        () -> out.println("who buys: not learnt, since nobody did"));
    return fit;
  }

  private PackageWriter.Figures figures(
      TrainingData data, Evaluator evaluator, Trainer trainer, Trainer.Outcome outcome) {
    RankingMetrics lstm = trainer.test(outcome);
    RankingMetrics popularity = evaluator.evaluate(new Popularity(data.shopperDays()), data.test());
    out.printf(
        Locale.ROOT,
        "test on the last interaction of %,d shoppers, ranking all items%s, after epoch %d:%n",
        lstm.count(),
        evaluator.excludeSeen() ? " they had not seen" : "",
        outcome.best() + 1);
    out.println("  LSTM        " + lstm);
    out.println("  popularity  " + popularity);
    return new PackageWriter.Figures(
        outcome.epochs(),
        outcome.best() + 1,
        lstm.count(),
        lstm.named(),
        popularity.named(),
        evaluator.excludeSeen());
  }
}
