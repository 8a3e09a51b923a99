package dev.tidemark.lab.report;

import java.util.List;

/** Shapes of a drawing; looks come from the page's style sheet by class. */
final class Svg {
  /** Colours that the style sheet has for series. */
  private static final int COLOURS = 6;

  private Svg() {}

  /** A drawing that grows and shrinks with the page. */
  static Element drawing(double width, double height, String description) {
    return new Element("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", "0 0 " + Math.round(width) + " " + Math.round(height))
        .with("role", "img")
        .with("aria-label", description);
  }

  /**
   * A drawing with its caption and the names of what is drawn.
   *
   * @param note how to read it; may be empty
   * @param firstColour of the first series
   * @param series names in the order of their colours; a single one needs no legend
   */
  static Element figure(
      String caption, String note, Element drawing, int firstColour, List<String> series) {
    Element title = new Element("figcaption").text(caption);
    if (!note.isEmpty()) {
      title.add(new Element("small").text(note));
    }
    Element figure = new Element("figure").add(title, drawing);
    if (series.size() > 1) {
      Element legend = new Element("ul").with("class", "legend");
      for (int i = 0; i < series.size(); i++) {
        legend.add(new Element("li").with("class", colour(firstColour + i)).text(series.get(i)));
      }
      figure.add(legend);
    }
    return figure;
  }

  static Element line(String style, double x1, double y1, double x2, double y2) {
    return new Element("line")
        .with("class", style)
        .with("x1", x1)
        .with("y1", y1)
        .with("x2", x2)
        .with("y2", y2);
  }

  static Element text(String style, double x, double y, String text) {
    return new Element("text").with("class", style).with("x", x).with("y", y).text(text);
  }

  /** Shapes with a text that shows when the pointer rests on them. */
  static Element hover(String title, Element... shapes) {
    return new Element("g").add(new Element("title").text(title)).add(shapes);
  }

  /** Class of a series' colour. */
  static String colour(int series) {
    return "s" + series % COLOURS;
  }
}
