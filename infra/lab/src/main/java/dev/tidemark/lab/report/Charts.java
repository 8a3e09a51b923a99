package dev.tidemark.lab.report;

import dev.tidemark.training.evaluation.HistoryBucket;
import dev.tidemark.training.fit.EpochReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The plots of a report. */
final class Charts {
  private final EvaluationReport report;
  private final EvaluationReport.Row best;
  private final List<String> models;

  Charts(EvaluationReport report) {
    this.report = report;
    best = report.bestBaseline();
    models = report.comparison().stream().map(EvaluationReport.Comparison::model).toList();
  }

  Element trainingLoss() {
    return byEpoch("Training loss by epoch", "cross-entropy, nats", EpochReport::loss);
  }

  Element validation() {
    return byEpoch("Validation by epoch", "NDCG@10", EpochReport::validationNdcg);
  }

  private Element byEpoch(String title, String unit, ToDoubleFunction<EpochReport> figure) {
    List<LineChart.Series> lines = new ArrayList<>();
    for (EvaluationReport.Row row : report.models()) {
      if (!row.isBaseline()) {
        List<LineChart.Point> points =
            row.epochs().stream()
                .map(epoch -> new LineChart.Point(epoch.epoch(), figure.applyAsDouble(epoch)))
                .toList();
        lines.add(new LineChart.Series(row.label(), points));
      }
    }
    return new LineChart(title, "epoch", unit, lines).figure();
  }

  /** Baselines have the first colour, models those after it. */
  Element ranking() {
    List<BarChart.Group> groups = new ArrayList<>();
    report
        .byName()
        .forEach(
            (name, seeds) -> {
              double ndcg = Spread.of(seeds, row -> row.test().ndcg()).mean();
              BarChart.Bar bar = new BarChart.Bar(models.indexOf(name) + 1, ndcg, whisker(name));
              groups.add(new BarChart.Group(name, List.of(bar)));
            });
    String note =
        "The line over a bar: " + best.name() + " plus the 95 % interval of the difference";
    return new BarChart("Test", note, "NDCG@10", withModels("baselines"), groups).figure();
  }

  private Optional<BarChart.Whisker> whisker(String name) {
    return report.comparison().stream()
        .filter(comparison -> comparison.model().equals(name))
        .map(
            comparison ->
                new BarChart.Whisker(
                    best.test().ndcg() + comparison.low(),
                    best.test().ndcg() + comparison.high(),
                    comparison.toString()))
        .findFirst();
  }

  Element byHistoryLength() {
    List<BarChart.Group> groups = new ArrayList<>();
    for (int i = 0; i < best.byHistoryLength().size(); i++) {
      int bucket = i;
      HistoryBucket baseline = best.byHistoryLength().get(bucket);
      List<BarChart.Bar> bars = new ArrayList<>();
      bars.add(new BarChart.Bar(0, baseline.ndcg(), Optional.empty()));
      for (int model = 0; model < models.size(); model++) {
        Spread ndcg =
            Spread.of(
                report.byName().get(models.get(model)),
                row -> row.byHistoryLength().get(bucket).ndcg());
        bars.add(new BarChart.Bar(model + 1, ndcg.mean(), Optional.empty()));
      }
      String label = String.format(Locale.ROOT, "%s (%,d)", baseline.known(), baseline.targets());
      groups.add(new BarChart.Group(label, bars));
    }
    return new BarChart(
            "Test by length of history",
            "Interactions known when asked; in brackets the held-out ones",
            "NDCG@10",
            withModels(best.name()),
            groups)
        .figure();
  }

  private List<String> withModels(String first) {
    List<String> names = new ArrayList<>(List.of(first));
    names.addAll(models);
    return names;
  }
}
