package dev.tidemark.training.batch;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells every few seconds how many users are done, how fast that goes and how long it takes. */
final class BatchProgress {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);
  private static final double SECOND = 1e9;

  private final PrintStream out;
  private final LongSupplier nanos;
  private final int users;
  private final long begin;
  private int skipped;
  private int done;
  private long shown;

  /**
   * @param nanos a clock, see {@link System#nanoTime}
   * @param users in all
   */
  BatchProgress(PrintStream out, LongSupplier nanos, int users) {
    this.out = out;
    this.nanos = nanos;
    this.users = users;
    begin = nanos.getAsLong();
    shown = begin;
  }

  /** These were done before. */
  void skip(int count) {
    skipped += count;
  }

  void step() {
    done++;
    long now = nanos.getAsLong();
    if (now - shown >= INTERVAL) {
      shown = now;
      long left = Math.round((users - skipped - done) / perSecond());
      out.printf(
          Locale.ROOT,
          "%,d of %,d users  %,.0f users/s  %d:%02d left%n",
          skipped + done,
          users,
          perSecond(),
          left / 60,
          left % 60);
    }
  }

  double seconds() {
    return (nanos.getAsLong() - begin) / SECOND;
  }

  /** Of those that this run has done. */
  double perSecond() {
    return done == 0 ? 0 : done / seconds();
  }

  int skipped() {
    return skipped;
  }
}
