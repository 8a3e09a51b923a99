package dev.tidemark.recommend;

import dev.tidemark.model.DamagedPromotionException;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.OtherFormatException;
import dev.tidemark.model.PopularItems;
import dev.tidemark.recommend.ModelLoader.LoadedModel;
import dev.tidemark.recommendation.answer.Recommendations;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses what is answered from. That is the model that is named; where its package was damaged
 * while it was in service, the newest other one that has served before, else what was popular.
 */
record ServedModels(ModelRegistry registry, ModelLoader loader) {
  /** Former champions that are tried: init has its time, too. */
  private static final int MOST_TRIED = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ServedModels.class);

  /** What can be answered from; at most one of the two is there. */
  record Choice(Optional<LoadedModel> model, Optional<Popular> popular) {
    private static final Choice NOTHING = new Choice(Optional.empty(), Optional.empty());

    private static Choice of(LoadedModel model) {
      return new Choice(Optional.of(model), Optional.empty());
    }

    private static Choice of(String version, Optional<PopularItems> items) {
      return new Choice(Optional.empty(), items.map(it -> new Popular(version, it)));
    }
  }

  /**
   * What was popular.
   *
   * @param version named in answers
   */
  record Popular(String version, PopularItems items) {}

  /**
   * @param named blank = whoever is champion now, if there is one
   * @throws ModelPackageException where a model that is not in service yet is damaged: it must not
   *     get there
   * @throws ModelNotFoundException where such a model is not there
   */
  Choice choose(String named) {
    String version = named.isEmpty() ? registry.champion() : named;
    try {
      return loader.load(version).map(Choice::of).orElse(Choice.NOTHING);
    } catch (OtherFormatException e) {
      LOG.warn("{}; until then answering what is popular", e.getMessage());
      return Choice.of(e.version(), e.popular());
    } catch (ModelPackageException | ModelNotFoundException e) {
      if (!isInService(version)) {
        throw e;
      }
      LOG.error("the model in service is damaged: {}", e.getMessage());
      return former(version).map(Choice::of).orElseGet(() -> popular(version));
    }
  }

  /** The model of an experiment; empty where there is none, or where it cannot be loaded. */
  Optional<LoadedModel> beside(Experiment experiment) {
    try {
      return loader.load(experiment.modelVersion());
    } catch (ModelPackageException | ModelNotFoundException e) {
      LOG.error("the champion answers all, no experiment: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Also where promotion has lost its file: then nothing says that it is not. */
  private boolean isInService(String version) {
    try {
      return registry
          .promotion()
          .map(entry -> entry.state().champion().modelVersion().equals(version))
          .orElseGet(() -> registry.champion().equals(version));
    } catch (DamagedPromotionException | UncheckedIOException e) {
      LOG.error("{}", e.getMessage());
      return true;
    }
  }

  private Optional<LoadedModel> former(String damaged) {
    return registry
        .promoted()
        .filter(version -> !version.equals(damaged))
        .limit(MOST_TRIED)
        .flatMap(version -> whole(version).stream())
        .findFirst();
  }

  private Optional<LoadedModel> whole(String version) {
    try {
      Optional<LoadedModel> found = loader.load(version);
      LOG.warn("until a new model is in service, model {} answers, as it did before", version);
      return found;
    } catch (ModelPackageException | ModelNotFoundException e) {
      LOG.error("a former model cannot take its place: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Named as no model: whoever waits for the model's answers must not take these for them. */
  private Choice popular(String damaged) {
    Optional<PopularItems> items = loader.popular(damaged);
    LOG.warn(
        "until a new model is in service, {} are answered",
        items.isPresent() ? "the popular items" : "the newest items");
    return Choice.of(Recommendations.NO_MODEL, items);
  }
}
