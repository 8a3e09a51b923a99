package dev.tidemark.data.format;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.EntryReader;
import dev.tidemark.data.format.Format.Holds;
import dev.tidemark.data.text.HeadStream;
import dev.tidemark.data.text.Rows;
import dev.tidemark.data.text.TextForm;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a file of events or items is to be read: found out from how it begins, or as the user says.
 */
public final class DataFile {
  private static final int SHOWN_CHARACTERS = 300;

  private final TextForm form;
  private final Format format;
  private final Map<Field, List<List<String>>> columns;
  private final Conventions conventions;
  private final Description description;

  /** What a file may hold. */
  public enum Wanted {
    ANY,
    EVENTS,
    ITEMS
  }

  private DataFile(
      TextForm form,
      Format format,
      Map<Field, List<List<String>>> columns,
      Conventions conventions,
      Description description) {
    this.form = form;
    this.format = format;
    this.columns = columns;
    this.conventions = conventions;
    this.description = description;
  }

  /**
   * Looks at how a file begins.
   *
   * @param file its name, for messages
   * @throws DatasetException where it is no text or no known format fits, naming the columns and
   *     the remedy
   */
  public static DataFile of(String file, HeadStream in, Wanted wanted, Given given)
      throws IOException {
    byte[] head = in.head();
    TextForm form = TextForm.of(head, given.encoding(), given.separator());
    List<String> names = form.names(head);
    if (names.isEmpty()) {
      throw new DatasetException(
          file + " is empty or its first line is damaged; the first line must name the columns");
    }
    Format format =
        Formats.of(form, names, holds -> may(wanted, holds), given)
            .orElseThrow(() -> unknown(file, names, form, wanted, given));
    Columns all =
        new Columns(format.positions().isEmpty() ? names : format.positions(), form.isJson());
    Map<Field, List<List<String>>> columns = all.ofAllRows(format, given);
    Rows rows = form.rows(head, format.positions(), format.list());
    Fields fields = new Fields(rows, columns);
    Conventions conventions = Conventions.of(rows, fields, given, format.traits());
    Format typed = format.holds() == Holds.EVENTS ? typed(file, format, columns, given) : format;
    return new DataFile(
        form,
        typed,
        columns,
        conventions,
        new Description(
            file,
            format.name(),
            shown(all.of(format, given)),
            form.encoding().name(),
            form.separatorName(),
            notes(typed, columns, conventions)));
  }

  private static boolean may(Wanted wanted, Holds holds) {
    return switch (wanted) {
      case ANY -> true;
      case EVENTS -> holds == Holds.EVENTS;
      case ITEMS -> holds == Holds.ITEMS || holds == Holds.PROPERTIES;
    };
  }

  private static DatasetException unknown(
      String file, List<String> names, TextForm form, Wanted wanted, Given given) {
    Columns columns = new Columns(names, form.isJson());
    Format table = Formats.table(wanted == Wanted.ITEMS ? Holds.ITEMS : Holds.EVENTS);
    String missing =
        columns.missing(table, given).stream().map(Field::title).collect(Collectors.joining(", "));
    return new DatasetException(
        file
            + ": no column was found for "
            + (missing.isEmpty() ? "what it may be about" : missing)
            + "; its columns are "
            + oneLine(String.join(",", names))
            + "; name them, such as --map user=COLUMN,item=COLUMN,time=COLUMN");
  }

  /** Of moderate length, whatever the file holds. */
  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** The format with the behaviour of its rows where no column tells it. */
  private static Format typed(
      String file, Format format, Map<Field, List<List<String>>> columns, Given given) {
    String type = given.columns().getOrDefault(Field.TYPE, format.type());
    if (columns.containsKey(Field.TYPE) || !type.isEmpty()) {
      return format.withType(columns.containsKey(Field.TYPE) ? format.type() : type);
    }
    if (columns.containsKey(Field.ORDER) || columns.containsKey(Field.QUANTITY)) {
      return format.withType(Behaviour.PURCHASE);
    }
    if (columns.containsKey(Field.VALUE)) {
      return format.withType(Behaviour.RATING);
    }
    throw new DatasetException(
        file
            + ": no column was found for type, what the user did; name it, such as --map"
            + " type=COLUMN, or what all rows are, such as --map type=view");
  }

  private static Map<String, String> shown(Map<Field, List<List<String>>> columns) {
    Map<String, String> shown = new LinkedHashMap<>();
    columns.forEach(
        (field, alternatives) ->
            alternatives.forEach(path -> shown.putIfAbsent(String.join("/", path), field.title())));
    return shown;
  }

  private static List<String> notes(
      Format format, Map<Field, List<List<String>>> columns, Conventions conventions) {
    List<String> notes = new ArrayList<>();
    if (format.holds() == Holds.EVENTS) {
      conventions.times().ifPresent(times -> notes.add("times are " + times.title()));
      if (conventions.untimed()) {
        notes.add("no row tells its time: only the order of rows counts");
      }
      if (!columns.containsKey(Field.TYPE)) {
        notes.add("every row is a " + format.type());
      }
    }
    if (conventions.amounts().decimalComma()) {
      notes.add("a comma begins the decimals");
    }
    if (conventions.spoilt() > 0) {
      notes.add(
          conventions.spoilt()
              + " ids such as 2.00454E+17 or 17850.0 were numbers to a spreadsheet and may be"
              + " spoilt; export them again as text");
    }
    return notes;
  }

  public Description description() {
    return description;
  }

  public boolean holdsEvents() {
    return format.holds() == Holds.EVENTS;
  }

  public boolean holdsItems() {
    return format.holds() == Holds.ITEMS || format.holds() == Holds.PROPERTIES;
  }

  /** Whether a row is one property of an item. */
  public boolean holdsProperties() {
    return format.holds() == Holds.PROPERTIES;
  }

  /** Whether events tell of their items, too. */
  public boolean describesItems() {
    return holdsEvents()
        && (columns.containsKey(Field.TITLE) || columns.containsKey(Field.CATEGORY));
  }

  /** Whether no row tells its time, see {@link DataFile#events}. */
  public boolean isUntimed() {
    return holdsEvents() && conventions.untimed();
  }

  /**
   * What would become of the rows with which the file begins.
   *
   * @param now against which a time is ahead
   */
  public CleaningReport tryOut(HeadStream file, Instant now) throws IOException {
    InputStream head = new ByteArrayInputStream(file.head());
    return holdsEvents() ? tryOut(events(head, now)) : tryOut(items(head));
  }

  private <T> CleaningReport tryOut(EntryReader<T> rows) throws IOException {
    return CleaningReport.of(description.file(), rows, hash -> true, row -> {});
  }

  /**
   * The events of the file. Where no row tells its time, each has a second of 1970 of its own, in
   * the order of its user's rows.
   *
   * @param in the file from its beginning
   * @param now against which a time is ahead
   */
  public EntryReader<Event> events(InputStream in, Instant now) throws IOException {
    Rows rows = form.rows(in, format.positions(), format.list());
    return new EventRows(rows, new Fields(rows, columns), format, conventions, now);
  }

  /**
   * The items of the file, or those that its events tell of; an item can come more than once.
   *
   * @param in the file from its beginning
   */
  public EntryReader<ItemUpdate> items(InputStream in) throws IOException {
    Rows rows = form.rows(in, format.positions(), format.list());
    Fields fields = new Fields(rows, columns);
    return format.holds() == Holds.PROPERTIES
        ? new PropertyRows(rows, fields, conventions)
        : new ItemRows(rows, fields, columns.keySet(), format, conventions);
  }
}
