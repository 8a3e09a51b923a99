package dev.tidemark.data.value;

import java.util.Locale;
import java.util.Set;

/** What files write where there is nothing. */
public final class Blank {
  private static final Set<String> NOTHING =
      Set.of("null", "none", "nan", "\\n", "n/a", "#n/a", "undefined", "(null)", "(not set)");

  private Blank() {}

  /** The text without blanks around it; empty where it only says that there is nothing. */
  public static String stripped(String text) {
    String stripped = text.strip();
    return stripped.length() <= 9 && NOTHING.contains(stripped.toLowerCase(Locale.ROOT))
        ? ""
        : stripped;
  }
}
