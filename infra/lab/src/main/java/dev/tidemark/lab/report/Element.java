package dev.tidemark.lab.report;

import java.util.Locale;

/**
 * An element of a page. It is written so that HTML and XML parsers read the same, and every text
 * and attribute is escaped.
 */
final class Element {
  private static final String VOID = "meta";

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  Element(String name) {
    this.name = name;
  }

  Element with(String attribute, String value) {
    attributes
        .append(' ')
        .append(attribute)
        .append("=\"")
        .append(escaped(value).replace("\"", "&quot;"))
        .append('"');
    return this;
  }

  /** An attribute in pixels of the drawing, to a tenth. */
  Element with(String attribute, double pixels) {
    return with(attribute, String.format(Locale.ROOT, "%.1f", pixels));
  }

  Element add(Element... children) {
    for (Element child : children) {
      content.append(child);
    }
    return this;
  }

  Element text(String text) {
    content.append(escaped(text));
    return this;
  }

  @Override
  public String toString() {
    return name.equals(VOID)
        ? "<" + name + attributes + " />"
        : "<" + name + attributes + ">" + content + "</" + name + ">";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** Characters that XML 1.0 allows (section 2.2). */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
