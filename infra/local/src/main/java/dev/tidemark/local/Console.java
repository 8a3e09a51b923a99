package dev.tidemark.local;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Where the run tells what it does.
 *
 * @param terminal whether a line can be overwritten
 * @param nanos a clock for rates, see {@link System#nanoTime}
 */
public record Console(PrintWriter out, boolean terminal, LongSupplier nanos) {
  static final String ERASE_LINE = "\r\u001b[K";

  /** Whatever bar stands in the line gives way. */
  public void line(String text) {
    out.println(terminal ? ERASE_LINE + text : text);
    out.flush();
  }
}
