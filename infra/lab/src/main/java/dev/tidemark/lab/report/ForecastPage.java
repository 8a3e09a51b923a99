package dev.tidemark.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far off forecasts are, as a page for a browser. */
public record ForecastPage(ForecastReport report) {
  private static final String PRODUCT = "tidemark";

  public String page() {
    Element charts = new Element("div").with("class", "figures");
    Element tables = new Element("div");
    for (ForecastReport.Level level : report.levels()) {
      charts.add(chart(level));
      tables.add(new Element("h2").text(level.level()), table(level));
    }
    return Page.of(
        "Forecasts on " + report.dataset().name(),
        new Element("h1").text(report.dataset().name()),
        new Element("dl")
            .add(
                Page.fact("complete weeks", Page.count(report.dataset().weeks())),
                Page.fact("until", report.dataset().end()),
                Page.fact("weeks ahead", Page.count(report.weeksAhead())),
                Page.fact("origins, a week apart", Page.count(report.origins())),
                Page.fact("first origin", report.firstOrigin()),
                Page.fact("categories are", report.dataset().groupedBy())),
        charts,
        tables);
  }

  /** The product has the second colour, others the first. */
  private static Element chart(ForecastReport.Level level) {
    List<BarChart.Group> groups = new ArrayList<>();
    for (ForecastReport.Row row : level.methods()) {
      int colour = row.name().equals(PRODUCT) ? 1 : 0;
      groups.add(
          new BarChart.Group(
              row.name(), List.of(new BarChart.Bar(colour, row.wape(), Optional.empty()))));
    }
    return new BarChart(
            "WAPE, " + level.level(),
            Page.count(level.series()) + " series; lower is better",
            "WAPE",
            List.of("plain methods", PRODUCT),
            groups)
        .figure();
  }

  private static Element table(ForecastReport.Level level) {
    Element head = new Element("tr");
    Stream.of(
            "method",
            "WAPE",
            "MASE",
            "RMSSE",
            "in 80 %",
            "in 95 %",
            "pinball",
            "tidemark less this")
        .forEach(title -> head.add(new Element("th").with("scope", "col").text(title)));
    Element body = new Element("tbody");
    level.methods().forEach(row -> body.add(row(row)));
    return Page.scrolling(
        level.level(), new Element("table").add(new Element("thead").add(head), body));
  }

  private static Element row(ForecastReport.Row row) {
    Element line =
        new Element("tr")
            .with("class", row.name().equals(PRODUCT) ? "model" : "baseline")
            .add(new Element("th").with("scope", "row").text(row.name()));
    for (double figure :
        new double[] {
          row.wape(), row.mase(), row.rmsse(), row.coverage80(), row.coverage95(), row.pinball()
        }) {
      line.add(new Element("td").text(String.format(Locale.ROOT, "%.4f", figure)));
    }
    return line.add(new Element("td").text(ForecastReport.text(row.difference())));
  }
}
