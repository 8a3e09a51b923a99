package dev.tidemark.features.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps through the rows of a CSV text (RFC 4180), the first of which says how many fields a row
 * has. A row that is not well formed never costs its neighbours: a quote may stay open over several
 * lines, but where the lines then read make no row, all but the first are read again. That is what
 * CSV libraries do not offer. Characters behind a closing quote belong to the field where the quote
 * was opened in the same line; else the closing quote is the opening one of another row.
 */
final class CsvRows implements Closeable {
  private static final char QUOTE = '"';
  private static final char COMMA = ',';

  private enum State {
    COMPLETE,
    OPEN,
    BROKEN
  }

  private final LineReader lines;
  private final StringBuilder field = new StringBuilder();
  private List<String> fields = List.of();
  private int columns;
  private long line;
  private boolean wellFormed;

  CsvRows(Reader text) {
    lines = new LineReader(text);
  }

  /** Goes to the next row, past empty lines; false where there is none. */
  boolean advance() throws IOException {
    do {
      if (!lines.advance()) {
        return false;
      }
    } while (lines.line().isEmpty());
    line = lines.number();
    fields = new ArrayList<>(columns);
    field.setLength(0);
    List<String> others = new ArrayList<>(0);
    State state = split(lines.line(), false);
    while (state == State.OPEN && lines.advance()) {
      others.add(lines.line());
      state = split(lines.line(), true);
    }
    wellFormed = state == State.COMPLETE && (columns == 0 || fields.size() == columns);
    if (wellFormed) {
      columns = fields.size();
    } else {
      lines.putBack(others);
    }
    return true;
  }

  /** Whether the row has the fields that the first one has, and closes its quotes. */
  boolean isWellFormed() {
    return wellFormed;
  }

  /** The fields of a well-formed row. */
  List<String> fields() {
    return fields;
  }

  /** The number of the row's first line, from 1 on. */
  long line() {
    return line;
  }

  /**
   * Adds a line to the row.
   *
   * @param continued whether a quote was left open in the line before
   */
  private State split(String text, boolean continued) {
    boolean quoted = continued;
    boolean opened = continued;
    int at = 0;
    while (text.length() <= LineReader.MAX_CHARACTERS) {
      if (!quoted && at < text.length() && text.charAt(at) == QUOTE) {
        quoted = true;
        at++;
      }
      if (quoted) {
        at = unquote(text, at);
        if (at < 0) {
          field.append('\n');
          return field.length() > LineReader.MAX_CHARACTERS ? State.BROKEN : State.OPEN;
        }
        if (opened && at < text.length() && text.charAt(at) != COMMA) {
          return State.BROKEN;
        }
      }
      int comma = text.indexOf(COMMA, at);
      fields.add(field.append(text, at, comma < 0 ? text.length() : comma).toString());
      if (comma < 0) {
        return State.COMPLETE;
      }
      if (fields.size() == columns) {
        return State.BROKEN;
      }
      field.setLength(0);
      quoted = false;
      opened = false;
      at = comma + 1;
    }
    return State.BROKEN;
  }

  /** Takes over what is quoted from {@code at} on; returns the place behind the quote, or -1. */
  private int unquote(String text, int at) {
    int from = at;
    while (true) {
      int quote = text.indexOf(QUOTE, from);
      field.append(text, from, quote < 0 ? text.length() : quote);
      if (quote < 0) {
        return -1;
      }
      if (quote + 1 == text.length() || text.charAt(quote + 1) != QUOTE) {
        return quote + 1;
      }
      field.append(QUOTE);
      from = quote + 2;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
