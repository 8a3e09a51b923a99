package dev.tidemark.data;

import java.util.List;
import java.util.Map;

/**
 * What cleaning kept of one file and what it left out, and why.
 *
 * @param rows rows read, the header not counted
 * @param duplicates rows equal to an earlier one in every column
 * @param rejected rows left out, by reason
 */
public record CleaningReport(
    String file, long rows, long kept, long duplicates, Map<String, Rejection> rejected) {

  /**
   * @param firstLines the first line numbers in the file, up to {@link #LISTED_LINES}
   */
  public record Rejection(long count, List<Long> firstLines) {
    /** Line numbers kept for each reason. */
    public static final int LISTED_LINES = 100;
  }

  /** Rows left out for any reason but being a duplicate. */
  public long rejectedRows() {
    return rejected.values().stream().mapToLong(Rejection::count).sum();
  }

  /** Counts while a file is read. */
  static final class Builder {
    private final String file;
    private final Rejections rejected = new Rejections(Rejection.LISTED_LINES);
    private long rows;
    private long kept;
    private long duplicates;

    Builder(String file) {
      this.file = file;
    }

    void keep() {
      rows++;
      kept++;
    }

    void duplicate() {
      rows++;
      duplicates++;
    }

    void reject(String reason, long line) {
      rows++;
      rejected.add(reason, line);
    }

    CleaningReport build() {
      return new CleaningReport(file, rows, kept, duplicates, rejected.byReason());
    }
  }
}
