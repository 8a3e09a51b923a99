package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidemark.local.KeptFile;
import dev.tidemark.model.DamagedPromotionException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import dev.tidemark.store.files.LocalFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what Lambda would keep of the function that recommends. Where it is lost, it is made anew
 * from what promotion keeps of the same.
 *
 * @param lines gets a line where the file is damaged
 */
public record VersionsFile(Path path, ModelRegistry models, Consumer<String> lines) {
  private static final String REMEDY =
      "the model that promotion names is served; nothing needs to be done";

  /** In a storage folder, beside its models. */
  public static VersionsFile in(Path storage, Consumer<String> lines) {
    return new VersionsFile(
        storage.resolve("versions.json"), new ModelRegistry(new LocalFolder(storage)), lines);
  }

  /** Empty before the first deployment. */
  Optional<FunctionRecord> read() {
    return kept().read(lines, REMEDY).or(this::known);
  }

  /**
   * @throws dev.tidemark.local.RunException where it cannot be written
   */
  void write(FunctionRecord record) {
    kept().write(record);
  }

  private KeptFile<FunctionRecord> kept() {
    return new KeptFile<>(path, new TypeReference<>() {});
  }

  private Optional<FunctionRecord> known() {
    try {
      Optional<ModelRegistry.Entry> standing = models.promotion();
      if (standing.isPresent()) {
        return Optional.of(FunctionRecord.of(standing.get().state()));
      }
    } catch (DamagedPromotionException e) {
      // Both are lost: what was decided about the models is left.
    }
    return models
        .promoted()
        .findFirst()
        .map(model -> PromotionState.adopted(new ServedModel(model, ""), ""))
        .map(FunctionRecord::of);
  }
}
