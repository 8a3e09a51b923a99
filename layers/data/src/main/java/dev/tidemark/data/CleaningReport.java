package dev.tidemark.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** The first lines, such as {@code 2, 5, ...}. */
    public String lines(int shown) {
      String first =
          firstLines.stream().limit(shown).map(String::valueOf).collect(Collectors.joining(", "));
      return count > shown ? first + ", ..." : first;
    }
  }

  /** Rows left out for any reason but being a duplicate. */
  public long rejectedRows() {
    return rejected.values().stream().mapToLong(Rejection::count).sum();
  }

  /** Counts while a file is read. */
  public static final class Builder {
    private final String file;
    private final Map<String, List<Long>> lines = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long rows;
    private long kept;
    private long duplicates;

    public Builder(String file) {
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

    public void reject(String reason, long line) {
      rows++;
      counts.merge(reason, 1L, Long::sum);
      List<Long> listed = lines.computeIfAbsent(reason, r -> new ArrayList<>());
      if (listed.size() < Rejection.LISTED_LINES) {
        listed.add(line);
      }
    }

    public CleaningReport build() {
      Map<String, Rejection> rejected = new TreeMap<>();
      counts.forEach((reason, n) -> rejected.put(reason, new Rejection(n, lines.get(reason))));
      return new CleaningReport(file, rows, kept, duplicates, rejected);
    }
  }
}
