package dev.tidemark.plan;

import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.tables.InteractionCounter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a new model is due: enough has happened and no training is under way.
 *
 * @param executions those of the state machine that are not over, the asking one among them
 * @param enough new events that make a model due
 */
record Planner(
    ModelRegistry models,
    InteractionCounter interactions,
    Supplier<List<RunningExecution>> executions,
    long enough) {

  Plan plan(PlanRequest request) {
    RunningExecution own = new RunningExecution(request.startedAt(), request.executionArn());
    Optional<RunningExecution> older = executions.get().stream().filter(own::isAfter).findFirst();
    if (older.isPresent()) {
      return Plan.none("another training is under way: " + older.get().arn());
    }
    String version = ModelVersions.of(request);
    if (request.force()) {
      return Plan.of("asked for by force", version, models.champion());
    }
    Optional<String> last = ModelVersions.newest(models.versions());
    String since = last.map(model -> " since " + model).orElse("");
    long events = interactions.since(last.map(ModelVersions::timeOf).orElse(Instant.EPOCH), enough);
    if (events < enough) {
      return Plan.none(
          String.format(
              Locale.ROOT,
              "about %,d new events%s, and %,d make a model due; {\"force\": true} trains"
                  + " all the same",
              events,
              since,
              enough));
    }
    return Plan.of(
        String.format(Locale.ROOT, "at least %,d new events%s", enough, since),
        version,
        models.champion());
  }
}
