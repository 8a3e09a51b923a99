package dev.tidemark.lab.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Horizontal bars from zero, in groups below one another.
 *
 * @param note how to read it
 * @param xTitle what is drawn, with its unit
 * @param series names, in the order of colours
 * @param groups at least one, each with at least one bar
 */
record BarChart(String title, String note, String xTitle, List<String> series, List<Group> groups) {
  private static final double WIDTH = 380;
  private static final double RIGHT = WIDTH - 50;
  private static final double TOP = 6;
  private static final double BAR = 16;
  private static final double GAP = 10;
  private static final double FOOT = 42;
  private static final double LETTER = 6.6;

  /** An interval, drawn over its bar. */
  record Whisker(double low, double high, String title) {}

  /**
   * @param series index of its name, which decides its colour
   */
  record Bar(int series, double value, Optional<Whisker> whisker) {}

  record Group(String label, List<Bar> bars) {}

  Element figure() {
    double left =
        12 + LETTER * groups.stream().mapToInt(g -> g.label().length()).max().orElseThrow();
    double bottom = TOP + groups.stream().mapToDouble(BarChart::height).sum();
    Scale x = scale(left);
    Element drawing = Svg.drawing(WIDTH, bottom + FOOT, title);
    for (double tick : x.ticks()) {
      drawing.add(Svg.line("grid", x.at(tick), TOP, x.at(tick), bottom));
      drawing.add(Svg.text("middle", x.at(tick), bottom + 15, x.label(tick)));
    }
    double top = TOP;
    for (Group group : groups) {
      double middle = top + height(group) / 2;
      drawing.add(Svg.text("end", left - 6, middle + 4, group.label()));
      double y = top + GAP / 2;
      for (Bar bar : group.bars()) {
        addBar(drawing, x, group, bar, y);
        y += BAR;
      }
      top += height(group);
    }
    drawing.add(Svg.line("axis", x.at(0), TOP, x.at(0), bottom));
    drawing.add(Svg.text("title", (left + RIGHT) / 2, bottom + FOOT - 8, xTitle));
    return Svg.figure(title, note, drawing, 0, series);
  }

  private Scale scale(double left) {
    DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    values.accept(0);
    for (Group group : groups) {
      for (Bar bar : group.bars()) {
        values.accept(bar.value());
        bar.whisker().map(Whisker::low).ifPresent(values::accept);
        bar.whisker().map(Whisker::high).ifPresent(values::accept);
      }
    }
    return Scale.of(values.getMin(), values.getMax(), left, RIGHT);
  }

  private void addBar(Element drawing, Scale x, Group group, Bar bar, double y) {
    String exact =
        String.format(
            Locale.ROOT, "%s, %s: %.6f", group.label(), series.get(bar.series()), bar.value());
    double end = bar.value();
    drawing.add(
        Svg.hover(
            exact,
            new Element("rect")
                .with("class", "bar " + Svg.colour(bar.series()))
                .with("x", Math.min(x.at(0), x.at(bar.value())))
                .with("y", y + 1)
                .with("width", Math.abs(x.at(bar.value()) - x.at(0)))
                .with("height", BAR - 2)));
    if (bar.whisker().isPresent()) {
      Whisker whisker = bar.whisker().get();
      end = Math.max(end, whisker.high());
      double middle = y + BAR / 2;
      drawing.add(
          Svg.hover(
              whisker.title(),
              Svg.line("whisker", x.at(whisker.low()), middle, x.at(whisker.high()), middle),
              cap(x.at(whisker.low()), middle),
              cap(x.at(whisker.high()), middle)));
    }
    drawing.add(
        Svg.text(
            "value", x.at(end) + 5, y + BAR - 4, String.format(Locale.ROOT, "%.4f", bar.value())));
  }

  private static Element cap(double x, double middle) {
    return Svg.line("whisker", x, middle - 4, x, middle + 4);
  }

  private static double height(Group group) {
    return group.bars().size() * BAR + GAP;
  }
}
