package dev.tidemark.data;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
  private final CsvTable events;
  private final CsvTable items;
  private final EventColumns eventColumns;
  private final ItemColumns itemColumns;

  private DatasetReader(Path folder, DatasetLayout layout) {
    this.folder = folder;
    events = new CsvTable(layout.eventFile(folder).orElseThrow());
    items = new CsvTable(layout.itemFile(folder));
    eventColumns = new EventColumns(events.header(), layout.events());
    itemColumns = new ItemColumns(items.header(), layout.items());
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
    return clean(events, eventColumns::hasTime, fields -> sink.accept(event(fields, untimed)));
  }

  private Event event(List<String> fields, Map<String, Integer> untimed) {
    if (eventColumns.hasTime(fields)) {
      return eventColumns.read(fields);
    }
    int place = untimed.merge(eventColumns.user(fields), 1, Integer::sum);
    return eventColumns.read(fields, Instant.ofEpochSecond(place));
  }

  /** Hands over every usable item in file order. */
  public CleaningReport readItems(Consumer<Item> sink) {
    return clean(items, fields -> true, fields -> sink.accept(itemColumns.read(fields)));
  }

  private static CleaningReport clean(
      CsvTable table, Predicate<List<String>> comparable, Consumer<List<String>> parser) {
    CleaningReport.Builder report = new CleaningReport.Builder(table.name());
    RowHashes seen = new RowHashes();
    table.read(
        (line, fields) -> {
          if (fields.isEmpty()) {
            report.reject("wrong number of columns or an unclosed quote", line);
          } else if (comparable.test(fields) && !seen.add(fields)) {
            report.duplicate();
          } else {
            try {
              parser.accept(fields);
              report.keep();
            } catch (InvalidFieldException e) {
              report.reject(e.field() + " missing or not readable", line);
            }
          }
        });
    return report.build();
  }
}
