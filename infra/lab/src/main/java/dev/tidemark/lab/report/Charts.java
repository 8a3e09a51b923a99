package dev.tidemark.lab.report;

import dev.tidemark.training.fit.EpochReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The plots of a report. */
record Charts(
    EvaluationReport report,
    Map<String, List<EvaluationReport.Row>> byName,
    EvaluationReport.Row best,
    List<String> models) {

  Charts(EvaluationReport report) {
    this(
        report,
        EvaluationReport.byName(report.models()),
        EvaluationReport.bestBaseline(report.models()),
        report.comparison().stream().map(EvaluationReport.Comparison::model).toList());
  }

  Element byEpoch(String title, String unit, ToDoubleFunction<EpochReport> figure) {
    List<LineChart.Series> lines =
        report.models().stream()
            .filter(row -> !row.isBaseline())
            .map(row -> new LineChart.Series(row.label(), points(row.epochs(), figure)))
            .toList();
    return new LineChart(title, "epoch", unit, lines).figure();
  }

  private static List<LineChart.Point> points(
      List<EpochReport> epochs, ToDoubleFunction<EpochReport> figure) {
    return epochs.stream()
        .map(epoch -> new LineChart.Point(epoch.epoch(), figure.applyAsDouble(epoch)))
        .toList();
  }

  /** Baselines have the first colour, models those after it. */
  Element ranking() {
    List<BarChart.Group> groups = new ArrayList<>();
    byName.forEach(
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

  /** Held-out interactions that have something in common. */
  private record Bucket(String label, int targets, double ndcg) {}

  Element byHistoryLength() {
    return byBucket(
        "Test by length of history",
        "Interactions known when asked; in brackets the held-out ones",
        row ->
            row.byHistoryLength().stream()
                .map(it -> new Bucket(it.known(), it.targets(), it.ndcg()))
                .toList());
  }

  Element byItemAge() {
    return byBucket(
        "Test by age of the item",
        "Days since training met the right item first; in brackets the held-out interactions",
        row ->
            row.byItemAge().stream()
                .map(it -> new Bucket(it.days(), it.targets(), it.ndcg()))
                .toList());
  }

  private Element byBucket(
      String title, String note, Function<EvaluationReport.Row, List<Bucket>> buckets) {
    List<BarChart.Group> groups = new ArrayList<>();
    List<Bucket> baselines = buckets.apply(best);
    for (int i = 0; i < baselines.size(); i++) {
      int bucket = i;
      Bucket baseline = baselines.get(bucket);
      List<BarChart.Bar> bars = new ArrayList<>();
      bars.add(new BarChart.Bar(0, baseline.ndcg(), Optional.empty()));
      for (int model = 0; model < models.size(); model++) {
        Spread ndcg =
            Spread.of(byName.get(models.get(model)), row -> buckets.apply(row).get(bucket).ndcg());
        bars.add(new BarChart.Bar(model + 1, ndcg.mean(), Optional.empty()));
      }
      String label = String.format(Locale.ROOT, "%s (%,d)", baseline.label(), baseline.targets());
      groups.add(new BarChart.Group(label, bars));
    }
    return new BarChart(title, note, "NDCG@10", withModels(best.name()), groups).figure();
  }

  private List<String> withModels(String first) {
    return Stream.concat(Stream.of(first), models.stream()).toList();
  }
}
