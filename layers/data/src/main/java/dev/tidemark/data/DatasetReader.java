package dev.tidemark.data;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.ItemUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads and cleans a data folder: {@code events.csv[.gz]} with {@code items.csv}, or MovieLens'
 * {@code ratings.csv} with {@code movies.csv}. Streams; what cannot be used is left out and
 * reported, never fatal.
 *
 * <p>A timestamp is epoch seconds, epoch milliseconds (from 1e11 on) or ISO 8601 with an offset. A
 * row without one gets a second of its own in file order within the user, from 1970 on; since its
 * place in the file is then all that tells it apart, it is never a duplicate.
 *
 * <p>An item's {@code vector} is numbers with spaces between.
 */
public final class DatasetReader {
  private static final Instant FIRST_REAL_TIME = Instant.parse("1971-01-01T00:00:00Z");

  private final Path folder;
  private final DatasetLayout layout;
  private final Path events;
  private final Path items;

  private DatasetReader(Path folder, DatasetLayout layout) {
    this.folder = folder;
    this.layout = layout;
    events = layout.eventFile(folder).orElseThrow();
    check(events, layout.events());
    items = layout.itemFile(folder);
    check(items, layout.items());
  }

  /**
   * @throws DatasetException where the folder or a file cannot be read or lacks a needed column
   */
  public static DatasetReader open(Path folder) {
    return new DatasetReader(folder, DatasetLayout.of(folder));
  }

  /** The folder's name. */
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Whether an event's row had a time, rather than a second of 1970 given to it. */
  public static boolean isTimed(Event event) {
    return !event.timestamp().isBefore(FIRST_REAL_TIME);
  }

  /** Hands over every usable event in file order; their event ids are empty. */
  public CleaningReport readEvents(Consumer<Event> sink) {
    Map<String, Integer> untimed = new HashMap<>();
    DatasetLayout.Events rows = layout.events();
    return clean(events, rows, rows::hasTime, row -> sink.accept(event(row, untimed)));
  }

  private Event event(CsvTable row, Map<String, Integer> untimed) {
    DatasetLayout.Events rows = layout.events();
    if (rows.hasTime(row)) {
      return rows.read(row);
    }
    int place = untimed.merge(row.text(rows.user()), 1, Integer::sum);
    return rows.read(row, Instant.ofEpochSecond(place));
  }

  /** Hands over every usable item in file order. */
  public CleaningReport readItems(Consumer<ItemUpdate> sink) {
    DatasetLayout.Items rows = layout.items();
    return clean(items, rows, row -> true, row -> sink.accept(rows.read(row)));
  }

  private static CleaningReport clean(
      Path file,
      DatasetLayout.Rows<?> rows,
      Predicate<CsvTable> comparable,
      Consumer<CsvTable> parser) {
    CleaningReport.Builder report = new CleaningReport.Builder(file.getFileName().toString());
    RowHashes seen = new RowHashes();
    try (InputStream in = Files.newInputStream(file);
        Reader text = Utf8Text.of(in, isGzip(file))) {
      CsvTable table = new CsvTable(file.toString(), text, rows.required());
      while (table.advance()) {
        if (!table.isWellFormed()) {
          report.reject("wrong number of columns or an unclosed quote", table.line());
        } else if (comparable.test(table) && !seen.add(table.fields())) {
          report.duplicate();
        } else {
          try {
            parser.accept(table);
            report.keep();
          } catch (InvalidFieldException e) {
            report.reject(e.field() + " missing or not readable", table.line());
          }
        }
      }
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read to its end: " + reason(e), e);
    }
    return report.build();
  }

  /** Tells of a file that cannot be used before any is read. */
  private static void check(Path file, DatasetLayout.Rows<?> rows) {
    try (InputStream in = Files.newInputStream(file);
        Reader text = Utf8Text.of(in, isGzip(file))) {
      new CsvTable(file.toString(), text, rows.required());
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + reason(e), e);
    }
  }

  /** Some exceptions say nothing but the file's name, or nothing at all. */
  private static String reason(IOException e) {
    return e.getMessage() == null || e instanceof FileSystemException
        ? e.getClass().getSimpleName()
        : e.getMessage();
  }

  private static boolean isGzip(Path file) {
    return file.toString().endsWith(".gz");
  }
}
