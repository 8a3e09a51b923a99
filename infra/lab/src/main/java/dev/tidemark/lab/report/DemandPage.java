package dev.tidemark.lab.report;

import dev.tidemark.forecast.Forecast;
import dev.tidemark.lab.report.LineChart.Point;
import dev.tidemark.lab.report.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Weekly demand that is known and that is expected, as a page for a browser. */
public record DemandPage(Forecast forecast) {
  public String page() {
    String name = forecast.id().isEmpty() ? "All items" : forecast.id();
    return Page.of(
        "Demand of " + name,
        new Element("h1").text(name + (forecast.title().isEmpty() ? "" : " " + forecast.title())),
        new Element("dl")
            .add(
                Page.fact("method", forecast.method()),
                Page.fact("from", forecast.asOf()),
                Page.fact("order at", Page.count(forecast.reorder().point()))),
        new Element("p").text(forecast.note()),
        new Element("div").with("class", "figures").add(chart()),
        table());
  }

  private Element chart() {
    List<Point> known = new ArrayList<>();
    for (int week = 0; week < forecast.history().size(); week++) {
      known.add(new Point(week - forecast.history().size(), forecast.history().get(week).sold()));
    }
    return new LineChart(
            "Sold and expected",
            "week from now",
            forecast.unit(),
            List.of(
                new Series("sold", known),
                line("expected", Forecast.Week::mean),
                line("80 %, low", Forecast.Week::low80),
                line("80 %, high", Forecast.Week::high80),
                line("95 %, low", Forecast.Week::low95),
                line("95 %, high", Forecast.Week::high95)))
        .figure();
  }

  private Series line(String name, ToDoubleFunction<Forecast.Week> value) {
    List<Point> points = new ArrayList<>();
    for (int week = 0; week < forecast.weeks().size(); week++) {
      points.add(new Point(week, value.applyAsDouble(forecast.weeks().get(week))));
    }
    return new Series(name, points);
  }

  private Element table() {
    Element head = new Element("tr");
    Stream.of("week of", "mean", "80 %, low", "80 %, high", "95 %, low", "95 %, high")
        .forEach(title -> head.add(new Element("th").with("scope", "col").text(title)));
    Element body = new Element("tbody");
    for (Forecast.Week week : forecast.weeks()) {
      Element line =
          new Element("tr").add(new Element("th").with("scope", "row").text(week.week()));
      for (double figure :
          new double[] {week.mean(), week.low80(), week.high80(), week.low95(), week.high95()}) {
        line.add(new Element("td").text(String.format(Locale.ROOT, "%.1f", figure)));
      }
      body.add(line);
    }
    return Page.scrolling(
        "Weeks to come", new Element("table").add(new Element("thead").add(head), body));
  }
}
