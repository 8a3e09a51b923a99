package dev.tidemark.lab.report;

import java.util.List;

/** A drawing with its caption and the names of what is drawn. */
final class Figure {
  private Figure() {}

  /**
   * @param note how to read it; may be empty
   * @param firstColour of the first series
   * @param series names in the order of their colours; a single one needs no legend
   */
  static Element of(
      String caption, String note, Element drawing, int firstColour, List<String> series) {
    Element title = new Element("figcaption").text(caption);
    if (!note.isEmpty()) {
      title.add(new Element("small").text(note));
    }
    Element figure = new Element("figure").add(title, drawing);
    if (series.size() > 1) {
      Element legend = new Element("ul").with("class", "legend");
      for (int i = 0; i < series.size(); i++) {
        legend.add(
            new Element("li").with("class", Svg.colour(firstColour + i)).text(series.get(i)));
      }
      figure.add(legend);
    }
    return figure;
  }
}
