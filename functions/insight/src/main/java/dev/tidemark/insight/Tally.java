package dev.tidemark.insight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import java.util.Collection;
import java.util.Optional;

/** All that is counted, in all and by what lists have in common. */
final class Tally {
  private static final String UNKNOWN = "unknown";

  private final Figures all = new Figures();
  private final Breakdown strategies = new Breakdown();
  private final Breakdown models = new Breakdown();
  private final Breakdown placements = new Breakdown();
  private final Optional<ArmComparison> comparison;

  Tally(MetricsRequest asked) {
    comparison = ArmComparison.of(asked.compared());
  }

  /**
   * @param credits all of one user
   */
  void add(Collection<Credit> credits) {
    for (Credit credit : credits) {
      if (!credit.isEmpty()) {
        all.add(credit);
        strategies.add(credit.list().strategy(), credit);
        models.add(credit.list().modelVersion(), credit);
        placements.add(credit.placement().isEmpty() ? UNKNOWN : credit.placement(), credit);
      }
    }
    comparison.ifPresent(it -> it.add(credits));
  }

  ObjectNode json(MetricsRequest asked) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("from", asked.from().toString()).put("to", asked.to().toString());
    all.write(json);
    ObjectNode by = json.putObject("by");
    strategies.write(by.putArray("strategy"));
    models.write(by.putArray("modelVersion"));
    placements.write(by.putArray("placement"));
    comparison.ifPresent(it -> it.write(json.putObject("comparison")));
    return json;
  }
}
