package dev.tidemark.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How well is told who buys, as a page for a browser. */
public record PropensityPage(PropensityReport report) {
  private static final double PERCENT = 100;

  public String page() {
    return Page.of(
        "Propensity on " + report.data(),
        new Element("h1").text(report.data()),
        new Element("dl")
            .add(
                Page.fact("bought within days", Page.count(report.days())),
                Page.fact("shoppers", Page.count(report.shoppers())),
                Page.fact("cuts", Page.count(report.cuts().size())),
                Page.fact("questions", Page.count(report.questions())),
                Page.fact("base rate", figure(report.baseRate())),
                Page.fact("seed", Page.count(report.seed()))),
        new Element("div").with("class", "figures").add(calibration(), lift()),
        new Element("h2").text("All figures"),
        table());
  }

  private Element calibration() {
    List<LineChart.Series> lines = new ArrayList<>();
    List<LineChart.Point> right = new ArrayList<>();
    for (int percent = 0; percent <= PERCENT; percent += 10) {
      right.add(new LineChart.Point(percent, percent));
    }
    lines.add(new LineChart.Series("as it should be", right));
    for (PropensityReport.Row row : report.models()) {
      List<LineChart.Point> points = new ArrayList<>();
      for (int i = row.deciles().size() - 1; i >= 0; i--) {
        PropensityReport.Bin bin = row.deciles().get(i);
        points.add(
            new LineChart.Point(
                (int) Math.round(PERCENT * bin.predicted()), PERCENT * bin.observed()));
      }
      if (!points.isEmpty()) {
        lines.add(new LineChart.Series(row.name(), points));
      }
    }
    return new LineChart("Calibration by tenths of the answers", "said, %", "came true, %", lines)
        .figure();
  }

  private Element lift() {
    List<String> names = report.models().stream().map(PropensityReport.Row::name).toList();
    List<BarChart.Group> groups = new ArrayList<>();
    int tenths = report.models().stream().mapToInt(row -> row.deciles().size()).max().orElse(0);
    for (int tenth = 0; tenth < tenths; tenth++) {
      List<BarChart.Bar> bars = new ArrayList<>();
      for (int model = 0; model < names.size(); model++) {
        List<PropensityReport.Bin> own = report.models().get(model).deciles();
        if (tenth < own.size()) {
          bars.add(new BarChart.Bar(model, own.get(tenth).lift(), Optional.empty()));
        }
      }
      groups.add(new BarChart.Group("tenth " + (tenth + 1), bars));
    }
    return new BarChart(
            "Lift by decile",
            "How often the likeliest tenth buys, by how often all do; then the next tenth",
            "lift",
            names,
            groups)
        .figure();
  }

  private Element table() {
    List<String> names =
        List.of(
            "model",
            "AUC",
            "PR-AUC",
            "Brier",
            "calibration error",
            "accuracy",
            "precision",
            "recall",
            "F1",
            "tidemark's AUC ahead, 95 %");
    Element head = new Element("tr");
    names.forEach(name -> head.add(new Element("th").text(name)));
    Element table = new Element("table").add(head);
    for (PropensityReport.Row row : report.models()) {
      Element line = new Element("tr").add(new Element("td").text(row.name()));
      for (double value :
          new double[] {
            row.auc(),
            row.prAuc(),
            row.brier(),
            row.calibrationError(),
            row.accuracy(),
            row.precision(),
            row.recall(),
            row.f1()
          }) {
        line.add(new Element("td").text(figure(value)));
      }
      String ahead =
          row.aucAhead().values().stream()
              .map(
                  it ->
                      String.format(
                          Locale.ROOT, "%+.4f (%+.4f to %+.4f)", it.mean(), it.low(), it.high()))
              .findFirst()
              .orElse("");
      table.add(line.add(new Element("td").text(ahead)));
    }
    return table;
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
