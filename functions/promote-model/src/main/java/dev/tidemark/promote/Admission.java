package dev.tidemark.promote;

import dev.tidemark.model.Decision;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ModelSummary;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Decides whether a model may serve, and writes the decision down beside it. */
record Admission(
    ModelRegistry registry, QualityGate gate, PackageCheck check, InstantSource clock) {

  /**
   * @param champion version of the model in service, or blank
   */
  Decision judge(String modelVersion, String champion) {
    // A champion that was only named, and never trained, is nobody to compare with.
    boolean trained = !champion.isEmpty() && registry.isComplete(champion);
    String opponent = trained ? champion : "";
    Optional<ModelSummary> candidate = readable(modelVersion);
    Optional<String> refusal =
        fault(modelVersion).or(() -> candidate.flatMap(it -> gate.refusal(it, opponent)));
    Decision decision =
        new Decision(
            modelVersion,
            refusal.isPresent() ? Decision.REFUSED : Decision.ACCEPTED,
            refusal.orElse("good enough; on its way into service"),
            candidate.flatMap(ModelSummary::comparison).map(QualityGate::figures).orElse(Map.of()),
            clock.instant().toString());
    registry.decide(decision);
    return decision;
  }

  /** Why this code would not serve by the model, where its manifest can be read. */
  Optional<String> otherFormat(String modelVersion) {
    return readable(modelVersion).flatMap(ModelSummary::otherFormat);
  }

  /** What is wrong with the package itself, however well the model ranks. */
  Optional<String> fault(String modelVersion) {
    try {
      Optional<ModelSummary> candidate = registry.summary(modelVersion);
      return candidate.isEmpty()
          ? Optional.of("there is no complete model " + modelVersion + " in the model store")
          : check.refusal(modelVersion, candidate.get());
    } catch (ModelPackageException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<ModelSummary> readable(String modelVersion) {
    try {
      return registry.summary(modelVersion);
    } catch (ModelPackageException e) {
      return Optional.empty();
    }
  }
}
