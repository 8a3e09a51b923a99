package dev.tidemark.lab.report;

import java.util.Locale;

/**
 * An element of a page. It is written so that HTML and XML parsers read the same, and every text
 * and attribute is escaped.
 */
final class Element {
  private static final String VOID = "meta";

  /** Characters that XML 1.0 does not allow (section 2.2). */
  private static final String NO_XML =
      "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

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
    return text.replaceAll(NO_XML, "\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
