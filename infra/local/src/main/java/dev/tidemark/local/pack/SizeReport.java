package dev.tidemark.local.pack;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelBudget;
import java.nio.file.Files;
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
  public record ImageContext(long bytes, boolean dockerfile) {
    static ImageContext of(Path job, Path dockerfile) {
      return new ImageContext(ModelBudget.sizeOf(job), Files.exists(dockerfile));
    }
  }

  public SizeReport {
    functions = List.copyOf(functions);
  }

  static SizeReport of(Template template, ImageContext image, Optional<Path> model) {
    List<FunctionSize> functions = new ArrayList<>();
    for (FunctionDefinition function : template.functions()) {
      functions.add(FunctionSize.of(template, function));
    }
    ModelBudget budget = ModelBudget.ofLambda();
    return new SizeReport(
        functions, budget, image, model.map(folder -> ModelCheck.of(folder, budget)));
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
