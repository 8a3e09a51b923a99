package dev.tidemark.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tidemark.lab.report.PairedBootstrap.Interval;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far off forecasts are over rolling origins, written as JSON as it stands here.
 *
 * @param weeksAhead of each forecast
 * @param origins that are scored, a week apart
 * @param firstOrigin the first day that the first one does not know
 */
@JsonPropertyOrder({"task", "dataset", "levels"})
public record ForecastReport(
    DataSet dataset, int weeksAhead, int origins, String firstOrigin, List<Level> levels) {

  public ForecastReport {
    levels = List.copyOf(levels);
  }

  @JsonProperty
  String task() {
    return "forecast";
  }

  /** Of the bootstrap. */
  @JsonProperty
  long seed() {
    return 1;
  }

  /**
   * What was evaluated on.
   *
   * @param weeks complete ones
   * @param groupedBy category, or family where the shop has no categories
   * @param end the first day that is not known
   */
  public record DataSet(
      String name, int weeks, int items, int categories, String groupedBy, String end) {}

  /**
   * One level.
   *
   * @param weeks ahead
   * @param series that are scored
   * @param methods best first
   * @param chosen how often the product took each method
   */
  public record Level(
      String level, int weeks, int series, List<Row> methods, Map<String, Integer> chosen) {

    public Level {
      methods = methods.stream().sorted(Comparator.comparingDouble(Row::wape)).toList();
      chosen = new TreeMap<>(chosen);
    }
  }

  /**
   * One method.
   *
   * @param wape sum of the absolute errors as a part of what was sold
   * @param mase mean absolute error as a part of that of one week to the next
   * @param rmsse the same of squares
   * @param coverage80 part of the weeks within the 80 % interval
   * @param pinball mean loss at 2.5, 10, 50, 90 and 97.5 % as a part of what was sold
   * @param difference of the product's WAPE to this one, with its 95 % interval
   */
  public record Row(
      String name,
      double wape,
      double mase,
      double rmsse,
      double coverage80,
      double coverage95,
      double pinball,
      Interval difference) {}

  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s: %d weeks; %d origins from %s on, a week apart, %d week(s) ahead%n",
        dataset.name(),
        dataset.weeks(),
        origins,
        firstOrigin,
        weeksAhead);
    for (Level level : levels) {
      out.printf(
          Locale.ROOT,
          "%n%-46s %7s %6s %6s %8s %7s  %s%n",
          level.level()
              + " ("
              + Page.count(level.series())
              + (level.level().equals("category") ? ", by " + dataset.groupedBy() : "")
              + ")",
          "WAPE",
          "MASE",
          "RMSSE",
          "in 80 %",
          "pinball",
          "tidemark's WAPE less this, 95 % interval");
      for (Row row : level.methods()) {
        out.printf(
            Locale.ROOT,
            "  %-44s %7.4f %6.3f %6.3f %8.3f %7.4f  %s%n",
            row.name(),
            row.wape(),
            row.mase(),
            row.rmsse(),
            row.coverage80(),
            row.pinball(),
            text(row.difference()));
      }
    }
  }

  static String text(Interval difference) {
    return String.format(
        Locale.ROOT,
        "%+.4f (%+.4f to %+.4f)",
        difference.mean(),
        difference.low(),
        difference.high());
  }
}
