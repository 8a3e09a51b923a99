package dev.tidemark.local;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How far a step is, with rate and time left: one line that is overwritten on a terminal, else a
 * line every few seconds.
 */
public final class ProgressBar {
  private static final int WIDTH = 24;
  private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PLAIN_INTERVAL = TimeUnit.SECONDS.toNanos(3);

  private final Console console;
  private final String what;
  private final long total;
  private final long start;
  private long lastShown;

  public ProgressBar(Console console, String what, long total) {
    this.console = console;
    this.what = what;
    this.total = total;
    start = console.nanos().getAsLong();
    lastShown = start;
  }

  public void update(long done) {
    long now = console.nanos().getAsLong();
    if (now - lastShown < (console.terminal() ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
      return;
    }
    lastShown = now;
    double part = total == 0 ? 1 : Math.min(1.0, (double) done / total);
    int full = (int) Math.round(part * WIDTH);
    double rate = rate(done, seconds(now));
    long left = rate == 0 ? 0 : Math.round(Math.max(0, total - done) / rate);
    String text =
        String.format(
            Locale.ROOT,
            "%-16s [%s%s] %3.0f%%  %,d/%,d  %,.0f/s  %d:%02d left",
            what,
            "#".repeat(full),
            "-".repeat(WIDTH - full),
            part * 100,
            done,
            total,
            rate,
            left / 60,
            left % 60);
    if (console.terminal()) {
      console.out().print(Console.ERASE_LINE + text);
      console.out().flush();
    } else {
      console.line(text);
    }
  }

  /** Shows the last state and ends the line. */
  public void finish(long done) {
    double seconds = seconds(console.nanos().getAsLong());
    String text =
        String.format(
            Locale.ROOT, "%-16s %,d in %.1f s (%,.0f/s)", what, done, seconds, rate(done, seconds));
    console.line(text);
  }

  private double seconds(long now) {
    return (now - start) / 1e9;
  }

  private static double rate(long done, double seconds) {
    return seconds <= 0 ? 0 : done / seconds;
  }
}
