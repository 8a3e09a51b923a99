package dev.tidemark.lab.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Lines over whole numbers.
 *
 * @param xTitle what the whole numbers count; also names a point when the pointer rests on it
 * @param yTitle what is drawn, with its unit
 * @param lines at least one
 */
record LineChart(String title, String xTitle, String yTitle, List<Series> lines) {
  /** The one before it is that of baselines. */
  private static final int COLOUR = 1;

  private static final double WIDTH = 380;
  private static final double HEIGHT = 240;
  private static final double LEFT = 58;
  private static final double RIGHT = WIDTH - 12;
  private static final double TOP = 10;
  private static final double BOTTOM = HEIGHT - 42;

  record Point(int x, double y) {}

  /** One line; it has at least one point. */
  record Series(String name, List<Point> points) {}

  Element figure() {
    DoubleSummaryStatistics across = range(Point::x);
    DoubleSummaryStatistics up = range(Point::y);
    Scale x = Scale.ofWhole(across.getMin(), across.getMax(), LEFT, RIGHT);
    Scale y = Scale.of(up.getMin(), up.getMax(), BOTTOM, TOP);
    Element drawing = Svg.drawing(WIDTH, HEIGHT, title);
    addAxes(drawing, x, y);
    for (int i = 0; i < lines.size(); i++) {
      addLine(drawing, x, y, lines.get(i), Svg.colour(COLOUR + i));
    }
    return Svg.figure(title, "", drawing, COLOUR, lines.stream().map(Series::name).toList());
  }

  private void addAxes(Element drawing, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      drawing.add(Svg.line("grid", LEFT, at, RIGHT, at));
      drawing.add(Svg.text("end", LEFT - 6, at + 4, y.label(tick)));
    }
    for (double tick : x.ticks()) {
      drawing.add(Svg.line("axis", x.at(tick), BOTTOM, x.at(tick), BOTTOM + 4));
      drawing.add(Svg.text("middle", x.at(tick), BOTTOM + 17, x.label(tick)));
    }
    drawing.add(Svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM));
    drawing.add(Svg.text("title", (LEFT + RIGHT) / 2, HEIGHT - 6, xTitle));
    double middle = (TOP + BOTTOM) / 2;
    drawing.add(
        Svg.text("title", 12, middle, yTitle).with("transform", "rotate(-90 12 " + middle + ")"));
  }

  private void addLine(Element drawing, Scale x, Scale y, Series line, String colour) {
    String path =
        line.points().stream()
            .map(at -> String.format(Locale.ROOT, "%.1f,%.1f", x.at(at.x()), y.at(at.y())))
            .collect(Collectors.joining(" "));
    drawing.add(new Element("polyline").with("class", "line " + colour).with("points", path));
    for (Point point : line.points()) {
      String exact =
          String.format(Locale.ROOT, "%s, %s %d: %.6f", line.name(), xTitle, point.x(), point.y());
      drawing.add(
          Svg.hover(
              exact,
              new Element("circle")
                  .with("class", "point " + colour)
                  .with("cx", x.at(point.x()))
                  .with("cy", y.at(point.y()))
                  .with("r", 3)));
    }
  }

  private DoubleSummaryStatistics range(ToDoubleFunction<Point> value) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(value)
        .summaryStatistics();
  }
}
