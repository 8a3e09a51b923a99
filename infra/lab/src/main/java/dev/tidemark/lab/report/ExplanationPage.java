package dev.tidemark.lab.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How faithful explanations are, as a page for a browser. */
public record ExplanationPage(ExplanationReport report) {
  private static final Map<String, String> TITLES =
      Map.of(
          "pos@5", "Still among the first five without what is named",
          "del", "Probability while what is named goes",
          "ins", "Probability from what is named alone",
          "cdcg", "Discounted rank without what is named");

  public String page() {
    Element charts = new Element("div").with("class", "figures");
    ExplanationReport.FIGURES.forEach(figure -> charts.add(chart(figure)));
    return Page.of(
        "Explanations on " + report.dataset().name(),
        new Element("h1").text(report.dataset().name()),
        facts(),
        new Element("ul")
            .add(new Element("li").text(ExplanationReport.text(report.counterfactuals()))),
        charts,
        new Element("h2").text("All figures, with their 95 % intervals"),
        table());
  }

  private Element facts() {
    ExplanationReport.HistoryLength history = report.history();
    return new Element("dl")
        .add(
            Page.fact("protocol", report.protocol()),
            Page.fact("seed", Page.count(report.seed())),
            Page.fact("shoppers asked for", Page.count(history.questions())),
            Page.fact("with too few items", Page.count(history.tooShort())),
            Page.fact("items of a history, median", Page.count(history.medianItems())),
            Page.fact("items", Page.count(report.dataset().items())),
            Page.fact(
                "ranked", report.excludeSeen() ? "all items but those seen before" : "all items"));
  }

  private Element chart(String figure) {
    Map<String, List<LineChart.Point>> lines = new LinkedHashMap<>();
    for (ExplanationReport.Row row : report.methods()) {
      LineChart.Point point = new LineChart.Point(row.ke(), row.mean(figure));
      lines.merge(
          row.name(),
          List.of(point),
          (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }
    return new LineChart(
            TITLES.get(figure),
            "items named",
            figure.toUpperCase(Locale.ROOT),
            lines.entrySet().stream()
                .map(line -> new LineChart.Series(line.getKey(), line.getValue()))
                .toList())
        .figure();
  }

  private Element table() {
    Element head = new Element("tr");
    Stream.concat(Stream.of("method", "Ke", "named"), ExplanationReport.FIGURES.stream())
        .forEach(title -> head.add(new Element("th").with("scope", "col").text(title)));
    Element body = new Element("tbody");
    report.methods().forEach(row -> body.add(row(row)));
    return Page.scrolling(
        "All figures", new Element("table").add(new Element("thead").add(head), body));
  }

  private static Element row(ExplanationReport.Row row) {
    Element line =
        new Element("tr")
            .with("class", row.difference().isEmpty() ? "model" : "baseline")
            .add(
                new Element("th").with("scope", "row").text(row.name()),
                new Element("td").text(Page.count(row.ke())),
                new Element("td").text(String.format(Locale.ROOT, "%.2f", row.named())));
    for (String figure : ExplanationReport.FIGURES) {
      line.add(new Element("td").text(ExplanationReport.text(row.figures().get(figure))));
    }
    return line;
  }
}
