package dev.tidemark.recommend;

import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.model.PopularItems;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.recommendation.outlook.PropensityFile;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one version of the model from the model store into memory.
 *
 * @param reader of a package, most of whose files were fetched into a folder
 * @param network opens the part of the package that scores
 */
record ModelLoader(
    ModelRegistry registry,
    BiFunction<Path, ModelPackage.Source, ModelPackage> reader,
    Function<ModelPackage, Scorer> network) {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

  /**
   * A model that is ready to score.
   *
   * @param propensity what it holds to tell who will buy
   */
  record LoadedModel(ModelPackage model, Scorer scorer, Optional<PropensityModel> propensity) {
    LoadedModel(ModelPackage model, Scorer scorer) {
      this(model, scorer, Optional.empty());
    }
  }

  /**
   * The model of exactly this version; empty where none is named, or where nothing was ever
   * published, so that a first deployment works.
   *
   * @throws ModelNotFoundException where other versions are there but not this one
   * @throws ModelPackageException where its package is damaged
   */
  Optional<LoadedModel> load(String version) {
    if (version.isEmpty()) {
      return Optional.empty();
    }
    Path folder = temporaryFolder();
    try {
      return Optional.of(open(version, fetch(version, folder)));
    } catch (ModelNotFoundException e) {
      if (registry.versions().isEmpty()) {
        LOG.warn("model {} is not there, and no other either", version);
        return Optional.empty();
      }
      throw e;
    } finally {
      delete(folder);
    }
  }

  /** What was popular in the training of a damaged model, as far as that can be read. */
  Optional<PopularItems> popular(String version) {
    Path folder = temporaryFolder();
    try {
      return PackageFiles.popularOfDamaged(fetch(version, folder));
    } catch (ModelNotFoundException | ModelPackageException e) {
      return Optional.empty();
    } finally {
      delete(folder);
    }
  }

  /** Its tables are read from the store right into memory. */
  private Path fetch(String version, Path folder) {
    return registry.fetch(version, folder, ModelPackage.NOT_FETCHED);
  }

  private LoadedModel open(String version, Path folder) {
    ModelPackage model = reader.apply(folder, file -> registry.open(version, file));
    if (!model.manifest().version().equals(version)) {
      throw new ModelPackageException(
          "model "
              + version
              + ": its manifest is that of "
              + model.manifest().version()
              + "; serve another version or train again");
    }
    return new LoadedModel(model, network.apply(model), PropensityFile.read(model));
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tidemark-model");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the model below java.io.tmpdir", e);
    }
  }

  /** Once loaded the model is in memory; its files would only weigh on the snapshot. */
  private static void delete(Path folder) {
    try {
      LocalFiles.deleteTree(folder);
    } catch (IOException e) {
      LOG.warn("the model's files could not be deleted: {}", e.getClass().getName());
    }
  }
}
