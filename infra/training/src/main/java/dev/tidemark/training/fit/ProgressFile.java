package dev.tidemark.training.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps how far training is in a file of JSON, for whoever draws it: anew after each epoch, and
 * about once a second within one.
 */
public final class ProgressFile implements Progress {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final Progress next;
  private final LongSupplier nanos;
  private final List<Point> curve = new ArrayList<>();
  private long lastWritten;

  /**
   * What the file holds.
   *
   * @param secondsLeft until the last planned epoch; training may end before
   * @param curve the epochs that are done
   */
  record Content(
      int epoch, int epochs, double eventsPerSecond, long secondsLeft, List<Point> curve) {}

  /** An epoch; see {@link EpochReport}. */
  record Point(int epoch, double loss, double ndcg) {
    static Point of(EpochReport report) {
      return new Point(report.epoch(), report.loss(), report.validationNdcg());
    }
  }

  /**
   * @param next hears of everything, too
   */
  public ProgressFile(Path file, Progress next) {
    this(file, next, System::nanoTime);
  }

  /**
   * @param nanos a clock, see {@link System#nanoTime}
   */
  ProgressFile(Path file, Progress next, LongSupplier nanos) {
    this.file = file;
    this.next = next;
    this.nanos = nanos;
    lastWritten = nanos.getAsLong() - INTERVAL;
  }

  @Override
  public void step(
      int epoch, int epochs, double share, double loss, double eventsPerSecond, long secondsLeft) {
    next.step(epoch, epochs, share, loss, eventsPerSecond, secondsLeft);
    if (nanos.getAsLong() - lastWritten >= INTERVAL) {
      write(epoch, epochs, eventsPerSecond, secondsLeft);
    }
  }

  @Override
  public void resumed(List<EpochReport> done, int epochs) {
    next.resumed(done, epochs);
    done.forEach(report -> curve.add(Point.of(report)));
  }

  @Override
  public void epoch(EpochReport report, int epochs, long secondsLeft) {
    next.epoch(report, epochs, secondsLeft);
    curve.add(Point.of(report));
    write(report.epoch(), epochs, report.eventsPerSecond(), secondsLeft);
  }

  private void write(int epoch, int epochs, double eventsPerSecond, long secondsLeft) {
    Content content = new Content(epoch, epochs, eventsPerSecond, secondsLeft, curve);
    try {
      LocalFiles.replace(file, out -> out.write(JSON.writeValueAsBytes(content)));
    } catch (IOException e) {
      throw new UncheckedIOException("the progress of training cannot be kept in " + file, e);
    }
    lastWritten = nanos.getAsLong();
  }
}
