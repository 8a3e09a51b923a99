package dev.tidemark.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.training.classic.ClassicResult;
import dev.tidemark.training.evaluation.PairedBootstrap;
import dev.tidemark.training.evaluation.RankingMetrics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of one evaluation, written as JSON as they stand here.
 *
 * @param excludeSeen whether a shopper's earlier items were left out of the rankings
 * @param models rankings, none where only {@code classic} was asked for; in the JSON, the
 *     classifiers stand behind them
 * @param comparison each model against the best baseline
 * @param classic results of preset {@code classic}, which ranks nothing
 */
record EvaluationReport(
    String protocol,
    DataSet dataset,
    boolean excludeSeen,
    @JsonIgnore List<Row> models,
    List<Comparison> comparison,
    @JsonIgnore List<ClassicResult> classic) {

  @JsonProperty("models")
  List<Object> allModels() {
    List<Object> all = new ArrayList<>(models);
    all.addAll(classic);
    return all;
  }

  record DataSet(String name, long users, long items, long events, int validation, int test) {}

  /**
   * One ranking.
   *
   * @param seed 0 for a baseline, which has none
   * @param parameters settings as text
   * @param test not part of the JSON; its named figures are
   */
  record Row(
      String name,
      long seed,
      Map<String, Double> metrics,
      double trainSeconds,
      double eventsPerSecond,
      String parameters,
      @JsonIgnore RankingMetrics test) {

    Row(
        String name,
        long seed,
        RankingMetrics test,
        double trainSeconds,
        double eventsPerSecond,
        String parameters) {
      this(name, seed, test.named(), trainSeconds, eventsPerSecond, parameters, test);
    }

    boolean isBaseline() {
      return seed == 0;
    }
  }

  /**
   * A model, mean of its seeds, against the best baseline on NDCG@10 of the test.
   *
   * @param low lower end of the paired 95 % bootstrap interval of the difference
   */
  record Comparison(
      String model,
      String baseline,
      double ndcg,
      double standardDeviation,
      double difference,
      double low,
      double high) {}

  static EvaluationReport of(
      String protocol,
      DataSet dataset,
      boolean excludeSeen,
      List<Row> models,
      List<ClassicResult> classic) {
    return new EvaluationReport(protocol, dataset, excludeSeen, models, compare(models), classic);
  }

  private static List<Comparison> compare(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Row best =
        rows.stream()
            .filter(Row::isBaseline)
            .max(Comparator.comparingDouble(row -> row.test().ndcg()))
            .orElseThrow();
    Map<String, List<Row>> byModel = new TreeMap<>();
    rows.stream()
        .filter(row -> !row.isBaseline())
        .forEach(row -> byModel.computeIfAbsent(row.name(), n -> new ArrayList<>()).add(row));
    List<Comparison> comparisons = new ArrayList<>();
    byModel.forEach((name, seeds) -> comparisons.add(compare(name, seeds, best)));
    return comparisons;
  }

  private static Comparison compare(String name, List<Row> seeds, Row baseline) {
    double[] gains = new double[baseline.test().count()];
    double sum = 0;
    double squares = 0;
    for (Row row : seeds) {
      for (int i = 0; i < gains.length; i++) {
        gains[i] += row.test().gains()[i] / seeds.size();
      }
      sum += row.test().ndcg();
      squares += row.test().ndcg() * row.test().ndcg();
    }
    double mean = sum / seeds.size();
    double variance = seeds.size() < 2 ? 0 : (squares - sum * mean) / (seeds.size() - 1);
    PairedBootstrap.Interval interval =
        PairedBootstrap.difference(gains, baseline.test().gains(), 1);
    return new Comparison(
        name,
        baseline.name(),
        mean,
        Math.sqrt(Math.max(0, variance)),
        interval.mean(),
        interval.low(),
        interval.high());
  }

  void print(PrintStream out) {
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
        "%n%s, %s: %,d test interactions, all %,d items ranked%s%n",
        dataset.name(),
        protocol,
        dataset.test(),
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
          row.isBaseline() ? row.name() : row.name() + " seed " + row.seed(),
          m.get("ndcg@10"),
          m.get("hr@10"),
          m.get("mrr@10"),
          m.get("coverage@10"),
          m.get("longTail@10"),
          row.parameters());
    }
    for (Comparison c : comparison) {
      out.printf(
          Locale.ROOT,
          "%s: NDCG@10 %.4f (sd %.4f); difference to %s %+.4f, 95 %% interval %+.4f to %+.4f%n",
          c.model(),
          c.ndcg(),
          c.standardDeviation(),
          c.baseline(),
          c.difference(),
          c.low(),
          c.high());
    }
  }
}
