package dev.tidemark.local.run;

import dev.tidemark.local.Console;
import java.util.Locale;

/** Tells how long each step of a run took. */
final class Phases {
  private final Console console;
  private long begin;

  Phases(Console console) {
    this.console = console;
    begin = console.nanos().getAsLong();
  }

  /** To be called when a step is over; the next one begins. */
  void done(String what) {
    long now = console.nanos().getAsLong();
    console.line(String.format(Locale.ROOT, "%s: %.1f s", what, (now - begin) / 1e9));
    begin = now;
  }
}
