package dev.tidemark.lab.report;

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
