package dev.tidemark.lab.classic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Figures of one training of preset {@code classic}, written as JSON as they stand here.
 *
 * @param metrics of the test
 * @param trainSeconds of all epochs, validation included
 * @param eventsPerSecond examples trained a second, validation not counted
 * @param parameters settings as text
 */
@JsonPropertyOrder("name")
public record ClassicResult(
    long seed,
    BinaryMetrics metrics,
    double trainSeconds,
    double eventsPerSecond,
    String parameters,
    List<ClassicEpoch> epochs) {
  private static final String NAME = "classic";

  @JsonProperty
  public String name() {
    return NAME;
  }

  /** Prints a table, a line for each result. */
  public static void print(List<ClassicResult> results, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%-16s %8s %9s %9s %8s %8s %8s %8s%n",
        "",
        "accuracy",
        "base rate",
        "precision",
        "recall",
        "F1",
        "AUC",
        "PR-AUC");
    for (ClassicResult result : results) {
      BinaryMetrics m = result.metrics();
      out.printf(
          Locale.ROOT,
          "%-16s %8.4f %9.4f %9.4f %8.4f %8.4f %8.4f %8.4f%n",
          NAME + " seed " + result.seed(),
          m.accuracy(),
          m.baseRate(),
          m.precision(),
          m.recall(),
          m.f1(),
          m.auc(),
          m.prAuc());
    }
  }
}
