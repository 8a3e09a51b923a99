package dev.tidemark.lab.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tidemark.lab.classic.ClassicResult;
import dev.tidemark.training.data.LogReport;
import dev.tidemark.training.evaluation.HistoryBucket;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.fit.EpochReport;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Figures of one evaluation, written as JSON as they stand here.
 *
 * @param target the behaviour that was asked for, or {@link #ALL_BEHAVIOURS}
 * @param excludeSeen whether a shopper's earlier items were left out of the rankings
 * @param models rankings, none where only {@code classic} was asked for; in the JSON, the
 *     classifiers stand behind them
 * @param comparison each model against the best baseline
 * @param classic results of preset {@code classic}, which ranks nothing
 */
public record EvaluationReport(
    String protocol,
    String target,
    DataSet dataset,
    boolean excludeSeen,
    @JsonIgnore List<Row> models,
    List<Comparison> comparison,
    @JsonIgnore List<ClassicResult> classic) {

  /** Where any behaviour was asked for. */
  public static final String ALL_BEHAVIOURS = "all behaviours";

  @JsonProperty("models")
  List<Object> allModels() {
    return Stream.<Object>concat(models.stream(), classic.stream()).toList();
  }

  /**
   * What was evaluated on.
   *
   * @param validation held-out interactions that settings were chosen on
   * @param test held-out interactions that the figures are of
   * @param log what is odd about the interactions, and what of them nothing is learnt from
   */
  public record DataSet(
      String name, long users, long items, long events, int validation, int test, LogReport log) {}

  /**
   * One ranking.
   *
   * @param seed 0 for a baseline, which has none
   * @param test not part of the JSON; its named figures are
   * @param byItemAge NDCG@10 by how long the right item was known
   * @param parameters settings as text
   * @param epochs how training went; none for a baseline
   */
  @JsonPropertyOrder({"name", "seed", "metrics"})
  public record Row(
      String name,
      long seed,
      @JsonIgnore RankingMetrics test,
      List<ItemAge> byItemAge,
      double trainSeconds,
      double eventsPerSecond,
      String parameters,
      List<EpochReport> epochs) {
    @JsonProperty
    Map<String, Double> metrics() {
      return test.named();
    }

    @JsonProperty
    List<HistoryBucket> byHistoryLength() {
      return test.byHistoryLength();
    }

    boolean isBaseline() {
      return seed == 0;
    }

    String label() {
      return isBaseline() ? name : name + " seed " + seed;
    }
  }

  /**
   * A model, mean of its seeds, against the best baseline on NDCG@10 of the test.
   *
   * @param low lower end of the paired 95 % bootstrap interval of the difference
   */
  public record Comparison(
      String model,
      String baseline,
      double ndcg,
      double standardDeviation,
      double difference,
      double low,
      double high) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: NDCG@10 %.4f (sd %.4f); difference to %s %+.4f, 95 %% interval %+.4f to %+.4f",
          model,
          ndcg,
          standardDeviation,
          baseline,
          difference,
          low,
          high);
    }
  }

  /** Adds the comparisons. */
  public static EvaluationReport of(
      String protocol,
      String target,
      DataSet dataset,
      boolean excludeSeen,
      List<Row> models,
      List<ClassicResult> classic) {
    return new EvaluationReport(
        protocol, target, dataset, excludeSeen, models, compare(models), classic);
  }

  private static List<Comparison> compare(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Row best = bestBaseline(rows);
    return byName(rows).entrySet().stream()
        .filter(seeds -> !seeds.getValue().get(0).isBaseline())
        .map(seeds -> compare(seeds.getKey(), seeds.getValue(), best))
        .toList();
  }

  private static Comparison compare(String name, List<Row> seeds, Row baseline) {
    double[] gains = new double[baseline.test().count()];
    for (Row row : seeds) {
      for (int i = 0; i < gains.length; i++) {
        gains[i] += row.test().gains()[i] / seeds.size();
      }
    }
    Spread ndcg = Spread.of(seeds, row -> row.test().ndcg());
    PairedBootstrap.Interval interval =
        PairedBootstrap.difference(gains, baseline.test().gains(), 1);
    return new Comparison(
        name,
        baseline.name(),
        ndcg.mean(),
        ndcg.deviation(),
        interval.mean(),
        interval.low(),
        interval.high());
  }

  static Row bestBaseline(List<Row> rows) {
    return rows.stream()
        .filter(Row::isBaseline)
        .max(Comparator.comparingDouble(row -> row.test().ndcg()))
        .orElseThrow();
  }

  /** The rows of all seeds of each ranking, in the order of the rows. */
  static Map<String, List<Row>> byName(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::name, LinkedHashMap::new, Collectors.toList()));
  }

  /** Prints a table of the rankings and one of the classifiers. */
  public void print(PrintStream out) {
    if (!models.isEmpty()) {
      printRankings(out);
    }
    if (!classic.isEmpty()) {
      ClassicResult.print(classic, out);
    }
  }

  private void printRankings(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s, %s: %,d test interactions (%s), all %,d items ranked%s%n",
        dataset.name(),
        protocol,
        dataset.test(),
        target,
        dataset.items(),
        excludeSeen ? " but those seen before" : "");
    out.printf(
        Locale.ROOT,
        "%-16s %8s %8s %8s %9s %9s  %s%n",
        "",
        "NDCG@10",
        "HR@10",
        "MRR@10",
        "coverage",
        "long tail",
        "chosen on validation");
    for (Row row : models) {
      Map<String, Double> m = row.metrics();
      out.printf(
          Locale.ROOT,
          "%-16s %8.4f %8.4f %8.4f %9.3f %9.3f  %s%n",
          row.label(),
          m.get("ndcg@10"),
          m.get("hr@10"),
          m.get("mrr@10"),
          m.get("coverage@10"),
          m.get("longTail@10"),
          row.parameters());
    }
    comparison.forEach(out::println);
  }
}
