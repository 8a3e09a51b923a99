package dev.tidemark.local;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Cells for a CSV file that people may open in a spreadsheet, which runs what looks like a formula
 * (OWASP, "CSV injection"). A text that does gets an apostrophe in front; numbers stay numbers.
 */
public final class PlainCells {
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private PlainCells() {}

  /** The cells of a record, each as it may be written. */
  public static String[] of(String... cells) {
    return Arrays.stream(cells).map(PlainCells::plain).toArray(String[]::new);
  }

  private static String plain(String cell) {
    return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }
}
