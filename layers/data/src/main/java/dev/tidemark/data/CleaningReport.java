package dev.tidemark.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * What cleaning kept of one file and what it left out, and why.
 *
 * @param rows rows read, the header not counted
 * @param duplicates rows equal to an earlier one in every column
 * @param rejected rows left out, by reason
 * @param lost optional fields that rows were kept without, by reason
 */
public record CleaningReport(
    String file,
    long rows,
    long kept,
    long duplicates,
    Map<String, Rejection> rejected,
    Map<String, Rejection> lost) {

  /** A file of which so large a share is damaged was misunderstood. */
  private static final double MOST = 0.55;

  /** Of so few rows most may be damaged by chance. */
  private static final int FEW = 20;

  private static final int SHOWN_LINES = 5;

  /**
   * @param firstLines the first line numbers in the file, up to {@link #LISTED_LINES}
   * @param example what is wrong with the first one, for the sender and never for a log
   * @param damaged whether something is wrong with such a row, see {@link Row.Unusable}
   */
  public record Rejection(long count, List<Long> firstLines, String example, boolean damaged) {
    /** Line numbers kept for each reason. */
    public static final int LISTED_LINES = 100;

    public Rejection(long count, List<Long> firstLines) {
      this(count, firstLines, "", true);
    }

    /** The first lines, such as {@code 2, 5, ...}. */
    public String lines(int shown) {
      String first =
          firstLines.stream().limit(shown).map(String::valueOf).collect(Collectors.joining(", "));
      return count > shown ? first + ", ..." : first;
    }
  }

  /**
   * Reads all rows of a file.
   *
   * @param isNew whether a row with this hash was not there before
   * @param sink takes what can be used
   */
  public static <T> CleaningReport of(
      String file, EntryReader<T> rows, LongPredicate isNew, Consumer<T> sink) throws IOException {
    Builder report = new Builder(file);
    while (rows.advance()) {
      long hash = rows.hash();
      if (hash != 0 && !isNew.test(hash)) {
        rows.pass();
        report.duplicate();
        continue;
      }
      Row<T> row = rows.read();
      if (row instanceof Row.Usable<T> usable) {
        report.keep(usable.lost(), rows.line());
        sink.accept(usable.entry());
      } else if (row instanceof Row.Unusable<T> unusable) {
        report.reject(unusable, rows.line());
      }
    }
    return report.build();
  }

  /** Rows left out for any reason but being a duplicate. */
  public long rejectedRows() {
    return rejected.values().stream().mapToLong(Rejection::count).sum();
  }

  /** The likeliest cause, without values, where most of the file is damaged; else nothing. */
  public Optional<String> mostlyDamaged() {
    return worst().map(CleaningReport::cause);
  }

  /** The same with what is wrong in the first such row, for the sender and never for a log. */
  public Optional<String> mostlyDamagedWithExample() {
    return worst().map(entry -> cause(entry) + ", " + entry.getValue().example());
  }

  private static String cause(Map.Entry<String, Rejection> entry) {
    return entry.getKey() + " (line " + entry.getValue().lines(SHOWN_LINES) + ")";
  }

  private Optional<Map.Entry<String, Rejection>> worst() {
    long damaged =
        rejected.values().stream().filter(Rejection::damaged).mapToLong(Rejection::count).sum();
    return rejected.entrySet().stream()
        .filter(entry -> entry.getValue().damaged())
        .max(Comparator.comparingLong(entry -> entry.getValue().count()))
        .filter(entry -> (rows >= FEW || kept == 0) && damaged > MOST * (rows - duplicates));
  }

  /** For people, a line for the whole and one for each reason. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %,d kept, %,d exact duplicates dropped, %,d not usable",
            file,
            rows,
            kept,
            duplicates,
            rejectedRows()));
    rejected.forEach((reason, rows) -> lines.add(line(reason, rows)));
    lost.forEach((reason, rows) -> lines.add(line(reason + ", rows kept without", rows)));
    return lines;
  }

  private static String line(String reason, Rejection rejection) {
    String example = rejection.example().equals(reason) ? "" : ": " + rejection.example();
    return String.format(
        Locale.ROOT,
        "  %,d x %s (line %s)%s",
        rejection.count(),
        reason,
        rejection.lines(SHOWN_LINES),
        example);
  }

  /** Counts while a file is read. */
  private static final class Builder {
    private final String file;
    private final Counts rejected = new Counts();
    private final Counts lost = new Counts();
    private long rows;
    private long kept;
    private long duplicates;

    Builder(String file) {
      this.file = file;
    }

    /**
     * @param lost fields that it is kept without
     */
    void keep(List<Row.Loss> lost, long line) {
      rows++;
      kept++;
      lost.forEach(loss -> this.lost.add(loss.reason(), line, loss.example(), true));
    }

    void duplicate() {
      rows++;
      duplicates++;
    }

    void reject(Row.Unusable<?> row, long line) {
      rows++;
      rejected.add(row.reason(), line, row.example(), row.damaged());
    }

    CleaningReport build() {
      return new CleaningReport(file, rows, kept, duplicates, rejected.build(), lost.build());
    }
  }

  /** Rows by reason. */
  private static final class Counts {
    private final Map<String, Rejection> byReason = new TreeMap<>();

    void add(String reason, long line, String example, boolean damaged) {
      Rejection before =
          byReason.computeIfAbsent(
              reason, r -> new Rejection(0, new ArrayList<>(), example, damaged));
      if (before.count() < Rejection.LISTED_LINES) {
        before.firstLines().add(line);
      }
      byReason.put(
          reason,
          new Rejection(
              before.count() + 1, before.firstLines(), before.example(), before.damaged()));
    }

    Map<String, Rejection> build() {
      Map<String, Rejection> copy = new TreeMap<>();
      byReason.forEach(
          (reason, it) ->
              copy.put(
                  reason,
                  new Rejection(
                      it.count(), List.copyOf(it.firstLines()), it.example(), it.damaged())));
      return copy;
    }
  }
}
