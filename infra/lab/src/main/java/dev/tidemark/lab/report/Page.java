package dev.tidemark.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A page for a browser: one file that needs no other and runs no script. */
final class Page {
  private static final String STYLE = "report.css";

  private Page() {}

  /** The page, which is XML too. */
  static String of(String title, Element... content) {
    return "<!DOCTYPE html>\n"
        + new Element("html").with("lang", "en").add(head(title), new Element("body").add(content))
        + "\n";
  }

  private static Element head(String title) {
    return new Element("head")
        .add(
            new Element("meta").with("charset", "utf-8"),
            new Element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            new Element("meta").with("name", "color-scheme").with("content", "light dark"),
            new Element("title").text(title),
            new Element("style").text(style()));
  }

  /** One of the terms of a {@code dl}. */
  static Element fact(String name, String value) {
    return new Element("div").add(new Element("dt").text(name), new Element("dd").text(value));
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A table in a frame that scrolls where the page is narrow. */
  static Element scrolling(String label, Element table) {
    return new Element("div")
        .with("class", "scroll")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", label)
        .add(table);
  }

  private static String style() {
    try (InputStream style = Page.class.getResourceAsStream(STYLE)) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
