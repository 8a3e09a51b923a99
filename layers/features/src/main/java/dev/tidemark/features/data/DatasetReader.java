package dev.tidemark.features.data;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
  private static final long FIRST_MILLIS = 100_000_000_000L;
  private static final Instant FIRST_REAL_TIME = Instant.parse("1971-01-01T00:00:00Z");
  private static final String NO_GENRE = "(no genres listed)";

  private final Path folder;
  private final DatasetLayout layout;
  private final CsvTable events;
  private final CsvTable items;

  private DatasetReader(Path folder, DatasetLayout layout) {
    this.folder = folder;
    this.layout = layout;
    events = new CsvTable(layout.events(folder));
    items = new CsvTable(layout.items(folder));
    events.requiredColumn(layout.user());
    events.requiredColumn(layout.item());
    events.requiredColumn(layout.time());
    if (layout.fixedType().isEmpty()) {
      events.requiredColumn(layout.type());
    }
    items.requiredColumn(layout.itemId());
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
    Columns columns = new Columns(events);
    int user = events.requiredColumn(layout.user());
    int item = events.requiredColumn(layout.item());
    int type = columns.optional(layout.type());
    int time = events.requiredColumn(layout.time());
    int price = columns.optional(layout.price());
    int rating = columns.optional(layout.rating());
    int promotion = columns.optional(layout.promotion());
    Map<String, Integer> untimed = new HashMap<>();
    return clean(
        events,
        layout.events(folder),
        fields -> !fields.get(time).isBlank(),
        fields -> {
          String userId = fields.get(user).strip();
          Instant timestamp =
              fields.get(time).isBlank()
                  ? Instant.ofEpochSecond(untimed.merge(userId, 1, Integer::sum))
                  : timestamp(fields.get(time).strip());
          sink.accept(
              new Event(
                  "",
                  userId,
                  fields.get(item).strip(),
                  type < 0 ? layout.fixedType() : fields.get(type).strip(),
                  timestamp,
                  Columns.number("rating", fields, rating),
                  Columns.number("price", fields, price),
                  0,
                  context(Columns.text(fields, promotion))));
        });
  }

  private static Map<String, String> context(String promotion) {
    return promotion.isEmpty() ? Map.of() : Map.of(Event.PROMOTION, promotion);
  }

  /** Hands over every usable item in file order. */
  public CleaningReport readItems(Consumer<Item> sink) {
    Columns columns = new Columns(items);
    int id = items.requiredColumn(layout.itemId());
    int title = columns.optional(layout.title());
    int category = columns.optional(layout.category());
    int price = columns.optional(layout.itemPrice());
    int vector = columns.optional(layout.vector());
    return clean(
        items,
        layout.items(folder),
        fields -> true,
        fields ->
            sink.accept(
                new Item(
                    fields.get(id).strip(),
                    Columns.text(fields, title),
                    Columns.text(fields, category).replace(NO_GENRE, ""),
                    Columns.number("price", fields, price),
                    List.of(),
                    Columns.numbers("vector", fields, vector),
                    true)));
  }

  private static CleaningReport clean(
      CsvTable table,
      Path file,
      Predicate<List<String>> comparable,
      Consumer<List<String>> parser) {
    CleaningReport.Builder report = new CleaningReport.Builder(file.getFileName().toString());
    RowHashes seen = new RowHashes();
    table.read(
        new CsvTable.RowSink() {
          @Override
          public void row(long line, List<String> fields) {
            if (comparable.test(fields) && !seen.add(fields)) {
              report.duplicate();
              return;
            }
            try {
              parser.accept(fields);
              report.keep();
            } catch (InvalidFieldException e) {
              report.reject(e.field() + " missing or not readable", line);
            }
          }

          @Override
          public void malformed(long line) {
            report.reject("wrong number of columns or an unclosed quote", line);
          }
        });
    return report.build();
  }

  private static Instant timestamp(String text) {
    try {
      if (Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf('T') < 0) {
        double number = Double.parseDouble(text);
        return Instant.ofEpochMilli((long) (number < FIRST_MILLIS ? number * 1000 : number));
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (NumberFormatException | DateTimeException e) {
      throw new InvalidFieldException(
          "timestamp", text, "give epoch seconds or ISO 8601 with an offset");
    }
  }

  /** Reads optional columns. */
  private record Columns(CsvTable table) {
    int optional(String name) {
      return name.isEmpty() ? -1 : table.optionalColumn(name);
    }

    static String text(List<String> fields, int column) {
      return column < 0 ? "" : fields.get(column).strip();
    }

    static double number(String name, List<String> fields, int column) {
      String text = text(fields, column);
      if (text.isEmpty()) {
        return Double.NaN;
      }
      try {
        double number = Double.parseDouble(text);
        if (!Double.isNaN(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // falls through to the error below
      }
      throw new InvalidFieldException(name, text, "give a number or leave the field empty");
    }

    static List<Float> numbers(String name, List<String> fields, int column) {
      String text = text(fields, column);
      if (text.isEmpty()) {
        return List.of();
      }
      List<Float> numbers = new ArrayList<>();
      for (String number : text.split(" +", -1)) {
        try {
          numbers.add(Float.valueOf(number));
        } catch (NumberFormatException e) {
          throw new InvalidFieldException(
              name, number, "give numbers with spaces between or leave the field empty");
        }
      }
      return numbers;
    }
  }
}
