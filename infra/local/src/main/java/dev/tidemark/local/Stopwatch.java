package dev.tidemark.local;

import java.util.Locale;

/** Tells how long one step after the other took. */
public final class Stopwatch {
  private final Console console;
  private long begin;

  /** The first step begins now. */
  public Stopwatch(Console console) {
    this.console = console;
    begin = console.nanos().getAsLong();
  }

  /** The step is over; the next one begins. */
  public void done(String step) {
    long now = console.nanos().getAsLong();
    console.line(String.format(Locale.ROOT, "%s: %.1f s", step, (now - begin) / 1e9));
    begin = now;
  }
}
