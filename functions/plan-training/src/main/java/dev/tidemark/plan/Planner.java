package dev.tidemark.plan;

import dev.tidemark.store.tables.InteractionCounter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides whether a new model is due: enough has happened and no training is under way. */
final class Planner {
  private final ModelVersions models;
  private final InteractionCounter interactions;
  private final RunningExecutions executions;
  private final long enough;

  /**
   * @param enough new events that make a model due
   */
  Planner(
      ModelVersions models,
      InteractionCounter interactions,
      RunningExecutions executions,
      long enough) {
    this.models = models;
    this.interactions = interactions;
    this.executions = executions;
    this.enough = enough;
  }

  Plan plan(PlanRequest request) {
    List<String> others =
        executions.arns().stream().filter(arn -> !arn.equals(request.executionArn())).toList();
    if (!others.isEmpty()) {
      return Plan.none("another training is under way: " + others.get(0));
    }
    String version = ModelVersions.of(request);
    if (request.force()) {
      return Plan.of("asked for by force", version, models.champion());
    }
    Optional<String> last = models.newest();
    Instant since = last.map(ModelVersions::timeOf).orElse(Instant.EPOCH);
    long events = interactions.since(since, enough);
    if (events < enough) {
      return Plan.none(
          String.format(
              Locale.ROOT,
              "about %,d new events%s, and %,d make a model due; {\"force\": true} trains"
                  + " all the same",
              events,
              last.map(model -> " since " + model).orElse(""),
              enough));
    }
    return Plan.of(
        String.format(
            Locale.ROOT,
            "at least %,d new events%s",
            enough,
            last.map(model -> " since " + model).orElse("")),
        version,
        models.champion());
  }
}
