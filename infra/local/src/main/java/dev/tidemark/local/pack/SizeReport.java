package dev.tidemark.local.pack;

import dev.tidemark.model.ModelBudget;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.PackageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would be uploaded, against Lambda's limits.
 *
 * @param image the training image's context
 * @param model a package that was given to be checked
 */
public record SizeReport(
    List<FunctionSize> functions,
    ModelBudget budget,
    ImageContext image,
    Optional<ModelCheck> model) {
  private static final String STRIP =
      "; was binutils missing when the layer was built? Install it (apt-get install binutils) and"
          + " run mvn -DskipTests package";

  /**
   * What Docker gets to build the training image.
   *
   * @param bytes of classes and jars
   * @param dockerfile whether there is one
   */
  public record ImageContext(long bytes, boolean dockerfile) {}

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
      return new ModelCheck(
          folder, bytes, budget.refusal(ModelBudget.sizes(folder)).or(() -> unreadable(folder)));
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

  public SizeReport {
    functions = List.copyOf(functions);
  }

  /** One line for each limit that is exceeded, with what to do. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (FunctionSize function : functions) {
      if (function.total() > FunctionSize.LIMIT) {
        faults.add(
            String.format(
                "%s: %,d bytes with its layers, Lambda takes %,d%s",
                function.id(),
                function.total(),
                FunctionSize.LIMIT,
                function.natives() > 0 ? STRIP : "; leave out libraries that it does not need"));
      }
      if (function.natives() > budget.nativeBytes()) {
        faults.add(
            String.format(
                "%s: its libraries take %,d bytes of /tmp, %,d are kept for them%s",
                function.id(), function.natives(), budget.nativeBytes(), STRIP));
      }
    }
    model.ifPresent(
        check ->
            check
                .refusal()
                .ifPresent(reason -> faults.add("model " + check.folder() + ": " + reason)));
    return faults;
  }
}
