package dev.tidemark.lab.explain;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells every few seconds how much of something is done, how fast, and when it will be over. */
final class Countdown {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private final String what;
  private final int all;
  private final LongSupplier nanos;
  private final long started;
  private long shown;
  private int done;

  /**
   * @param what is counted, such as {@code shoppers}
   * @param nanos a clock, see {@link System#nanoTime}
   */
  Countdown(PrintStream out, String what, int all, LongSupplier nanos) {
    this.out = out;
    this.what = what;
    this.all = all;
    this.nanos = nanos;
    started = nanos.getAsLong();
    shown = started;
  }

  /** One more is done. */
  void step() {
    done++;
    long now = nanos.getAsLong();
    if (now - shown < INTERVAL) {
      return;
    }
    shown = now;
    double each = (now - started) / 1e9 / done;
    long left = Math.round((all - done) * each);
    out.printf(
        Locale.ROOT,
        "%,d of %,d %s  %.1f a second  %d:%02d left%n",
        done,
        all,
        what,
        1 / each,
        left / 60,
        left % 60);
  }
}
