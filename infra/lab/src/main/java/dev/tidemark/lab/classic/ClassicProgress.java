package dev.tidemark.lab.classic;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints a line for each epoch, and one every few seconds within it. */
final class ClassicProgress {
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private final int epochs;
  private long lastLine = System.nanoTime();

  ClassicProgress(PrintStream out, int epochs) {
    this.out = out;
    this.epochs = epochs;
  }

  /**
   * @param share of the epoch that is done, 0 to 1
   * @param rate examples a second
   */
  void step(int epoch, double share, double loss, double rate, double secondsLeft) {
    if (share < 1 && System.nanoTime() - lastLine >= QUIET_NANOS) {
      print(
          "epoch %2d/%d  %3.0f %%  loss %.4f  %,.0f examples/s  %s left",
          epoch, epochs, share * 100, loss, rate, clock(secondsLeft));
    }
  }

  void epoch(ClassicEpoch epoch, double rate, double secondsLeft) {
    print(
        "epoch %2d/%d  done  loss %.4f  accuracy %.4f  val_loss %.4f  val_accuracy %.4f"
            + "  %,.0f examples/s  %s left",
        epoch.epoch(),
        epochs,
        epoch.loss(),
        epoch.accuracy(),
        epoch.valLoss(),
        epoch.valAccuracy(),
        rate,
        clock(secondsLeft));
  }

  @FormatMethod
  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
    lastLine = System.nanoTime();
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
