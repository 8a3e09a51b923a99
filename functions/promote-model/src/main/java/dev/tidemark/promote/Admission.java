package dev.tidemark.promote;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Decides whether a model may serve, and writes the decision down beside it. */
final class Admission {
  private final ModelRegistry registry;
  private final QualityGate gate;
  private final PackageCheck check;
  private final InstantSource clock;

  Admission(ModelRegistry registry, QualityGate gate, PackageCheck check, InstantSource clock) {
    this.registry = registry;
    this.gate = gate;
    this.check = check;
    this.clock = clock;
  }

  /**
   * @param champion version of the model in service, or blank
   */
  Decision judge(String modelVersion, String champion) {
    Optional<Candidate> candidate = registry.candidate(modelVersion);
    // A champion that was only named, and never trained, is nobody to compare with.
    boolean trained = !champion.isEmpty() && registry.candidate(champion).isPresent();
    String opponent = trained ? champion : "";
    Optional<String> refusal =
        fault(modelVersion, candidate)
            .or(() -> candidate.flatMap(it -> gate.refusal(it, opponent)));
    Decision decision =
        new Decision(
            modelVersion,
            refusal.isPresent() ? Decision.REFUSED : Decision.ACCEPTED,
            refusal.orElse("good enough; on its way into service"),
            candidate.map(Candidate::figures).orElse(Map.of()),
            clock.instant().toString());
    registry.decide(decision);
    return decision;
  }

  /** What is wrong with the package itself, however well the model ranks. */
  Optional<String> fault(String modelVersion) {
    return fault(modelVersion, registry.candidate(modelVersion));
  }

  private Optional<String> fault(String modelVersion, Optional<Candidate> candidate) {
    return candidate.isEmpty()
        ? Optional.of("there is no complete model " + modelVersion + " in the model store")
        : check.refusal(modelVersion, candidate.get());
  }
}
