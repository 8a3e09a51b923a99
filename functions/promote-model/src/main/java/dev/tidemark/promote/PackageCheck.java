package dev.tidemark.promote;

import dev.tidemark.model.ModelBudget;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ModelSummary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a package in the store is what its manifest says, and fits into the function.
 *
 * @param budget of the serving function
 */
record PackageCheck(ModelRegistry registry, ModelBudget budget) {
  /** Files that the manifest cannot know: itself and what is decided later. */
  private static final Set<String> NOT_LISTED =
      Set.of(ModelRegistry.MANIFEST, ModelRegistry.DECISION);

  /**
   * @return the reason of a refusal, empty where the package may serve
   */
  Optional<String> refusal(String modelVersion, ModelSummary candidate) {
    if (!candidate.version().equals(modelVersion)) {
      return Optional.of("the manifest is that of model '" + candidate.version() + "'");
    }
    if (candidate.otherFormat().isPresent()) {
      return candidate.otherFormat();
    }
    Map<String, Long> sizes = registry.sizes(modelVersion);
    sizes.keySet().removeAll(NOT_LISTED);
    Optional<String> tooLarge = budget.refusal(sizes);
    if (tooLarge.isPresent()) {
      return tooLarge;
    }
    Set<String> all = new TreeSet<>(sizes.keySet());
    all.addAll(candidate.files().keySet());
    for (String file : all) {
      String wanted = candidate.files().getOrDefault(file, "");
      if (wanted.isEmpty()) {
        return Optional.of(file + " is not listed in the manifest");
      }
      if (!sizes.containsKey(file)) {
        return Optional.of(file + " is missing");
      }
      if (!wanted.equals(registry.sha256(modelVersion, file))) {
        return Optional.of(file + " was altered: its SHA-256 is not that of the manifest");
      }
    }
    return all.isEmpty() ? Optional.of("the manifest lists no files") : Optional.empty();
  }
}
