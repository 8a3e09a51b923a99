package dev.tidemark.training.report;

import java.util.List;

/** A drawing with its caption and the names of what is drawn. */
final class Figure {
  private Figure() {}

  /**
   * @param series names in the order of their colours; a single one needs no legend
   */
  static Element of(String caption, Element drawing, List<String> series) {
    Element figure = new Element("figure").add(new Element("figcaption").text(caption), drawing);
    if (series.size() > 1) {
      Element legend = new Element("ul").with("class", "legend");
      for (int i = 0; i < series.size(); i++) {
        legend.add(new Element("li").with("class", Svg.colour(i)).text(series.get(i)));
      }
      figure.add(legend);
    }
    return figure;
  }
}
