package dev.tidemark.ingestqueue;

import dev.tidemark.data.EntryReader;
import dev.tidemark.data.Row;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Outcome;
import dev.tidemark.ingest.Placed;
import dev.tidemark.store.tables.PutResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes in the rows of one file, a batch at a time, for as long as there is time. */
final class RowImport<T> {
  private static final int BATCH = 500;

  private final EntryReader<T> rows;
  private final Intake<T> intake;
  private final Instant received;
  private final Unpacked bytes;
  private final Report report;
  private final List<Placed<T>> batch = new ArrayList<>(BATCH);
  private Progress done = Progress.NONE;

  /**
   * @param received when the file came
   * @param bytes that the rows are read from
   * @param report of what came before
   */
  RowImport(
      EntryReader<T> rows, Intake<T> intake, Instant received, Unpacked bytes, Report report) {
    this.rows = rows;
    this.intake = intake;
    this.received = received;
    this.bytes = bytes;
    this.report = report;
  }

  /**
   * @param from line at which to begin
   * @return what is done; where that is not all, it tells where to go on
   * @throws UnfinishedException where it did not get any further
   */
  Report run(long from, TimeLeft time) throws IOException {
    Progress begin = report.at(Math.max(1, from));
    done = begin;
    try {
      boolean more = rows.advance();
      while (more && rows.line() < from) {
        rows.pass();
        more = rows.advance();
      }
      while (more) {
        more = take();
        boolean late = more && !time.isEnough();
        if (!more || late || batch.size() == BATCH) {
          store();
          done = report.at(more ? rows.line() : done.line());
        }
        if (late) {
          return report.unfinished(done);
        }
      }
      return report;
    } catch (UnfinishedException | IOException e) {
      if (done.equals(begin)) {
        throw e;
      }
      return report.unfinished(done);
    }
  }

  /** Reads a row and goes to the next one; false where there is none. */
  private boolean take() throws IOException {
    long line = rows.line();
    boolean good = read(line);
    boolean more = rows.advance();
    if (good && !more && bytes.isTorn()) {
      // A time that lost its last digits is a time, too: only whole rows count.
      batch.remove(batch.size() - 1);
      report.refuse("a row that is cut", line);
    }
    return more;
  }

  private boolean read(long line) {
    Row<T> row = rows.read();
    if (row instanceof Row.Usable<T> usable) {
      batch.add(new Placed<>(line, usable.entry()));
      report.keep();
      return true;
    }
    report.refuse(((Row.Unusable<T>) row).reason(), line);
    return false;
  }

  private void store() {
    if (batch.isEmpty()) {
      return;
    }
    PutResult result = intake.put(batch, received);
    if (result.unacknowledged() > 0) {
      done = done.withStored(result.stored());
    }
    report.add(result);
    result.erased().forEach(at -> report.refuse(Outcome.ERASED, batch.get(at).place()));
    batch.clear();
  }
}
