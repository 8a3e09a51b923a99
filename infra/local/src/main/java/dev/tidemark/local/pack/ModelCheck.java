package dev.tidemark.local.pack;

import dev.tidemark.model.ModelBudget;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.PackageFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model package that was looked at.
 *
 * @param bytes of all its files
 * @param refusal why it cannot be served; empty where it can
 */
public record ModelCheck(Path folder, long bytes, Optional<String> refusal) {

  /** The size first: what is too large need not be read. */
  static ModelCheck of(Path folder, ModelBudget budget) {
    long bytes = ModelBudget.sizeOf(folder);
    return new ModelCheck(folder, bytes, budget.refusal(bytes).or(() -> unreadable(folder)));
  }

  private static Optional<String> unreadable(Path folder) {
    try {
      PackageFiles.read(folder);
      return Optional.empty();
    } catch (ModelPackageException e) {
      return Optional.of(e.getMessage());
    }
  }
}
