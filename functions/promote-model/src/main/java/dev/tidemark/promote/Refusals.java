package dev.tidemark.promote;

import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.model.Decision;
import dev.tidemark.model.ModelRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how many models in a row were refused: one is a result, a series is a champion that grows
 * old. An alarm of the template watches the metric.
 */
record Refusals(ModelRegistry registry, Metrics metrics) {

  /** What publishing came to, with the series in its reason where it is one. */
  StepResult told(StepResult result) {
    boolean isRefused = result.outcome().equals(Decision.REFUSED);
    long inARow = isRefused ? inARow() : 0;
    metrics.record(Map.of(Metric.REFUSALS_IN_A_ROW, inARow));
    return inARow > 1
        ? StepResult.refused(result.reason() + "; " + inARow + " models in a row are refused")
        : result;
  }

  /** Of the newest models that something was decided about. */
  private long inARow() {
    List<String> newestFirst = new ArrayList<>(registry.versions());
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .map(registry::decision)
        .flatMap(Optional::stream)
        .takeWhile(decision -> decision.outcome().equals(Decision.REFUSED))
        .count();
  }
}
