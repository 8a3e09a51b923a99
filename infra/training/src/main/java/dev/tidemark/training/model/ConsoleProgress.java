package dev.tidemark.training.model;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints a line for each epoch, and one every few seconds within a long epoch. */
public final class ConsoleProgress implements Progress {
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private long lastLine = System.nanoTime();

  public ConsoleProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void step(
      int epoch, int epochs, double share, double loss, double eventsPerSecond, long secondsLeft) {
    if (share < 1 && System.nanoTime() - lastLine >= QUIET_NANOS) {
      print(
          "epoch %2d/%d  %3.0f %%  loss %.4f  %,.0f events/s  %s left at most",
          epoch, epochs, share * 100, loss, eventsPerSecond, clock(secondsLeft));
    }
  }

  @Override
  public void epoch(EpochReport report, int epochs, long secondsLeft) {
    print(
        "epoch %2d/%d  done  loss %.4f  validation NDCG@10 %.4f  %,.0f events/s  %s left at most",
        report.epoch(),
        epochs,
        report.loss(),
        report.validationNdcg(),
        report.eventsPerSecond(),
        clock(secondsLeft));
  }

  @FormatMethod
  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
    lastLine = System.nanoTime();
  }

  private static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
