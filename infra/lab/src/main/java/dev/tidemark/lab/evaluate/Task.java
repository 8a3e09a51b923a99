package dev.tidemark.lab.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What of a model is measured. */
enum Task {
  /** How it ranks what comes next, beside baselines. */
  RANKING,
  /** How faithful the reasons for its answers are. */
  EXPLANATIONS,
  /** How well it tells who buys, beside baselines. */
  PROPENSITY,
  /** How far off forecasts of weekly sales are. */
  FORECAST;

  static Task of(String name) {
    return Arrays.stream(values())
        .filter(task -> task.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--task: '"
                        + name
                        + "'; give one of "
                        + Arrays.stream(values())
                            .map(Task::toString)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
