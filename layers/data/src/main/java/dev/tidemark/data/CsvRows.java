package dev.tidemark.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Steps through the rows of a CSV text (RFC 4180), the first of which says how many fields a row
 * has. FastCSV takes the fields apart; which lines make a row is decided here, so that a row that
 * is not well formed never costs its neighbours: a quote may stay open over several lines, but
 * where the lines then read make no row, all but the first are read again.
 */
class CsvRows {
  private static final char QUOTE = '"';
  private static final char COMMA = ',';

  /** Characters behind a closing quote, as in {@code "round" box}, belong to the field. */
  private static final CsvReader.CsvReaderBuilder ONE_LINE =
      CsvReader.builder().skipEmptyLines(false).ignoreDifferentFieldCount(true);

  /** Over several lines such a closing quote is rather the opening one of another row. */
  private static final CsvReader.CsvReaderBuilder SEVERAL_LINES =
      CsvReader.builder()
          .skipEmptyLines(false)
          .ignoreDifferentFieldCount(true)
          .acceptCharsAfterQuotes(false);

  private final LineReader lines;
  private List<String> fields = List.of();
  private int columns;
  private long line;
  private boolean wellFormed;

  CsvRows(Reader text) {
    lines = new LineReader(text);
  }

  /** Goes to the next row, past empty lines; false where there is none. */
  final boolean advance() throws IOException {
    do {
      if (!lines.advance()) {
        return false;
      }
    } while (lines.line().isEmpty());
    line = lines.number();
    StringBuilder text = new StringBuilder(lines.line());
    List<String> others = new ArrayList<>(0);
    boolean open = isOpenAfter(lines.line(), false);
    while (open && text.length() <= LineReader.MAX_CHARACTERS && lines.advance()) {
      others.add(lines.line());
      text.append('\n').append(lines.line());
      open = isOpenAfter(lines.line(), true);
    }
    boolean whole = !open && text.length() <= LineReader.MAX_CHARACTERS;
    fields = whole ? split(text.toString(), others.isEmpty()) : List.of();
    wellFormed = !fields.isEmpty() && (columns == 0 || fields.size() == columns);
    if (wellFormed) {
      columns = fields.size();
    } else {
      lines.putBack(others);
    }
    return true;
  }

  /** Whether the row has the fields that the first one has, and closes its quotes. */
  final boolean isWellFormed() {
    return wellFormed;
  }

  /** The fields of a well-formed row. */
  final List<String> fields() {
    return fields;
  }

  /** The number of the row's first line, from 1 on. */
  final long line() {
    return line;
  }

  /** The fields of a text that is one row; none where it is something else. */
  private static List<String> split(String text, boolean oneLine) {
    Iterator<CsvRecord> records = (oneLine ? ONE_LINE : SEVERAL_LINES).ofCsvRecord(text).iterator();
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
  private static boolean isOpenAfter(String text, boolean open) {
    if (!open && text.indexOf(QUOTE) < 0) {
      return false;
    }
    boolean quoted = open;
    boolean begins = !open; // a field, which only here can open a quote
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!quoted) {
        quoted = begins && c == QUOTE;
        begins = c == COMMA;
      } else if (c == QUOTE) {
        // One that is doubled is part of the field.
        quoted = at + 1 < text.length() && text.charAt(at + 1) == QUOTE;
        at += quoted ? 1 : 0;
      }
    }
    return quoted;
  }
}
