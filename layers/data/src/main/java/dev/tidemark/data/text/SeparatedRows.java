package dev.tidemark.data.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps through the rows of a text whose fields have a separator between them (RFC 4180, with any
 * separator). FastCSV takes the quoted fields apart; which lines make a row is decided here, so
 * that a row that is damaged never costs its neighbours: a quote may stay open over several lines,
 * but where the lines then read make no row, all but the first are read again.
 */
final class SeparatedRows implements Rows {
  private static final char QUOTE = '"';

  /** Most lines that a row may have. */
  private static final int MOST_LINES = 1_000;

  /** So few lines are still looked ahead where many quotes stayed open. */
  private static final int FEWEST_LINES = 20;

  private final Separator separator;
  private final LineReader lines;
  private final Map<String, Integer> columns = new HashMap<>();
  private List<String> fields = List.of();
  private long line;
  private Optional<String> damage = Optional.empty();

  /**
   * Halved by each quote that stays open, so that a file full of them is not read time and again.
   */
  private int reach = MOST_LINES;

  private int width;

  /**
   * @param names of the columns; none = the first row names them
   */
  SeparatedRows(Reader text, Separator separator, List<String> names) throws IOException {
    this.separator = separator;
    lines = new LineReader(text);
    width = names.size();
    List<String> all = names;
    if (names.isEmpty() && next() && damage.isEmpty()) {
      all = fields;
    }
    for (int i = 0; i < all.size(); i++) {
      columns.putIfAbsent(all.get(i).strip(), i);
    }
  }

  @Override
  public boolean advance() throws IOException {
    return next();
  }

  private boolean next() throws IOException {
    do {
      if (!lines.advance()) {
        return false;
      }
    } while (lines.line().isEmpty()
        || (lines.number() == 1 && separator.isDeclaredBy(lines.line())));
    line = lines.number();
    fields = List.of();
    damage = takeApart();
    return true;
  }

  /** Returns what is wrong. */
  private Optional<String> takeApart() throws IOException {
    String first = lines.line();
    if (first.length() > LineReader.MAX_CHARACTERS) {
      return Optional.of("a line of more than a million characters");
    }
    List<String> others = new ArrayList<>(0);
    fields =
        separator.quotes() && first.indexOf(QUOTE) >= 0
            ? quoted(first, others)
            : separator.split(first);
    if (!isWhole()) {
      lines.putBack(others);
      reach = others.isEmpty() ? reach : Math.max(FEWEST_LINES, reach / 2);
      return Optional.of("another number of columns or an unclosed quote");
    }
    reach = others.isEmpty() ? reach : MOST_LINES;
    width = width == 0 ? fields.size() : width;
    return fields.stream().anyMatch(field -> field.indexOf(Encoding.BROKEN) >= 0)
        ? Optional.of(Encoding.NO_TEXT)
        : Optional.empty();
  }

  /** Whether there is a field for each column, and nothing beyond them. */
  private boolean isWhole() {
    return !fields.isEmpty()
        && fields.size() >= width
        && (width == 0 || fields.subList(width, fields.size()).stream().allMatch(String::isBlank));
  }

  /**
   * The fields of a row that begins with a line, none where it is damaged.
   *
   * @param others takes the lines after the first
   */
  private List<String> quoted(String first, List<String> others) throws IOException {
    StringBuilder text = new StringBuilder(first);
    boolean open = isOpenAfter(first, false);
    while (open
        && others.size() < reach
        && text.length() <= LineReader.MAX_CHARACTERS
        && lines.advance()) {
      others.add(lines.line());
      text.append('\n').append(lines.line());
      open = isOpenAfter(lines.line(), true);
    }
    return open || text.length() > LineReader.MAX_CHARACTERS
        ? List.of()
        : split(text.toString(), others.isEmpty());
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<String> damage() {
    return damage;
  }

  @Override
  public int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  @Override
  public String field(int column) {
    return fields.get(column);
  }

  @Override
  public long hash() {
    return TextHash.of(fields);
  }

  @Override
  public Map<String, String> fieldsUnder(String prefix) {
    Map<String, String> found = new HashMap<>();
    columns.forEach(
        (name, place) -> {
          if (name.startsWith(prefix) && !fields.get(place).isBlank()) {
            found.put(name.substring(prefix.length()), fields.get(place).strip());
          }
        });
    return found;
  }

  /** The names of the columns that have one. */
  Set<String> names() {
    return columns.keySet();
  }

  /** The fields of the row at hand, none where it is damaged. */
  List<String> fields() {
    return fields;
  }

  /** The fields of a text that is one row; none where it is something else. */
  private List<String> split(String text, boolean oneLine) {
    // Characters behind a closing quote, as in "round" box, belong to the field; over several lines
    // such a closing quote is rather the opening one of another row.
    Iterator<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator.text().charAt(0))
            .skipEmptyLines(false)
            .ignoreDifferentFieldCount(true)
            .acceptCharsAfterQuotes(oneLine)
            .ofCsvRecord(text)
            .iterator();
    try {
      List<String> row = records.next().getFields();
      return records.hasNext() ? List.of() : row;
    } catch (CsvParseException e) {
      return List.of();
    }
  }

  /**
   * @param open whether a quote was open before the line
   * @return whether one is open behind it
   */
  private boolean isOpenAfter(String text, boolean open) {
    if (!open && text.indexOf(QUOTE) < 0) {
      return false;
    }
    boolean quoted = open;
    boolean begins = !open; // a field, which only here can open a quote
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!quoted) {
        quoted = begins && c == QUOTE;
        begins = c == separator.text().charAt(0);
      } else if (c == QUOTE) {
        // One that is doubled is part of the field.
        quoted = at + 1 < text.length() && text.charAt(at + 1) == QUOTE;
        at += quoted ? 1 : 0;
      }
    }
    return quoted;
  }
}
