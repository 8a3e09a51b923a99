package dev.tidemark.insight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Compares the click rates of two model versions whose users were drawn. A user who saw lists of
 * both, as somebody may who logs in, belongs to neither.
 */
final class ArmComparison {
  private final Arm first;
  private final Arm second;
  private int mixedUsers;

  /** One of the two, with what its users did. */
  private record Arm(String modelVersion, Figures figures, ClickRate rate) {
    Arm(String modelVersion) {
      this(modelVersion, new Figures(), new ClickRate());
    }

    List<Credit> own(Collection<Credit> credits) {
      return credits.stream()
          .filter(it -> !it.isEmpty())
          .filter(it -> it.list().modelVersion().equals(modelVersion))
          .toList();
    }

    void add(List<Credit> ofUser) {
      ofUser.forEach(figures::add);
      rate.add(
          ofUser.stream().filter(Credit::isShown).count(),
          ofUser.stream().filter(Credit::isClicked).count());
    }

    void write(ArrayNode json) {
      ObjectNode arm = json.addObject().put("modelVersion", modelVersion);
      arm.put("users", rate.users());
      figures.write(arm);
    }
  }

  private ArmComparison(String first, String second) {
    this.first = new Arm(first);
    this.second = new Arm(second);
  }

  /**
   * @param versions two, or none
   */
  static Optional<ArmComparison> of(List<String> versions) {
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArmComparison(versions.get(0), versions.get(1)));
  }

  /**
   * @param credits all of one user
   */
  void add(Collection<Credit> credits) {
    List<Credit> one = first.own(credits);
    List<Credit> other = second.own(credits);
    if (!one.isEmpty() && !other.isEmpty()) {
      mixedUsers++;
    } else if (!one.isEmpty()) {
      first.add(one);
    } else if (!other.isEmpty()) {
      second.add(other);
    }
  }

  void write(ObjectNode json) {
    ArrayNode arms = json.putArray("arms");
    first.write(arms);
    second.write(arms);
    json.put("mixedUsers", mixedUsers);
    Optional<RateDifference> difference = RateDifference.between(first.rate(), second.rate());
    difference.ifPresent(it -> it.write(json));
    json.put("conclusion", difference.map(this::conclusion).orElse(RateDifference.TOO_FEW));
  }

  private String conclusion(RateDifference difference) {
    if (!difference.isSignificant()) {
      return "no difference is seen";
    }
    return (difference.value() > 0 ? second : first).modelVersion() + " is clicked more";
  }
}
