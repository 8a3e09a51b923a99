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

  public void line(String text) {
    out.println(text);
    out.flush();
  }
}
