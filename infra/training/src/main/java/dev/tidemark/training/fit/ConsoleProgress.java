package dev.tidemark.training.fit;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Prints a line for each epoch. Within an epoch a terminal gets a bar that is drawn anew in its
 * line, anything else a line every few seconds.
 */
public final class ConsoleProgress implements Progress {
  private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PLAIN_INTERVAL = TimeUnit.SECONDS.toNanos(5);
  private static final int WIDTH = 16;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private long lastShown;

  /**
   * @param terminal whether a line can be overwritten
   */
  public ConsoleProgress(PrintStream out, boolean terminal) {
    this(out, terminal, System::nanoTime);
  }

  /**
   * @param nanos a clock, see {@link System#nanoTime}
   */
  public ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    lastShown = nanos.getAsLong();
  }

  @Override
  public void step(
      int epoch, int epochs, double share, double loss, double eventsPerSecond, long secondsLeft) {
    if (share >= 1
        || nanos.getAsLong() - lastShown < (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
      return;
    }
    String figures =
        String.format(
            Locale.ROOT,
            "%3.0f %%  loss %.4f  %,.0f events/s  %s left",
            share * 100,
            loss,
            eventsPerSecond,
            clock(secondsLeft));
    if (terminal) {
      int full = (int) Math.round(share * WIDTH);
      String bar = " [" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] ";
      show(ERASE_LINE + number(epoch, epochs) + bar + figures);
    } else {
      show(number(epoch, epochs) + "  " + figures + " at most" + System.lineSeparator());
    }
  }

  @Override
  public void resumed(List<EpochReport> done, int epochs) {
    show(number(done.size(), epochs) + "  taken up again here" + System.lineSeparator());
  }

  @Override
  public void epoch(EpochReport report, int epochs, long secondsLeft) {
    String text =
        String.format(
            Locale.ROOT,
            "%s  done  loss %.4f  validation NDCG@10 %.4f  %,.0f events/s  %s left at most%n",
            number(report.epoch(), epochs),
            report.loss(),
            report.validationNdcg(),
            report.eventsPerSecond(),
            clock(secondsLeft));
    show(terminal ? ERASE_LINE + text : text);
  }

  private void show(String text) {
    out.print(text);
    out.flush();
    lastShown = nanos.getAsLong();
  }

  private static String number(int epoch, int epochs) {
    return String.format(Locale.ROOT, "epoch %2d/%d", epoch, epochs);
  }

  private static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
