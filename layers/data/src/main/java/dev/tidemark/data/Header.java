package dev.tidemark.data;

import java.io.IOException;
import java.util.List;

/**
 * The names in the first line of a table.
 *
 * @param table how messages call it
 */
record Header(String table, List<String> names) {
  private static final int SHOWN_CHARACTERS = 200;

  Header {
    names = List.copyOf(names);
  }

  /**
   * Goes past the first row.
   *
   * @throws DatasetException where it is none
   */
  static Header read(String table, CsvRows rows) throws IOException {
    if (!rows.advance()) {
      throw new DatasetException(table + " is empty; its first line must name the columns");
    }
    if (!rows.isWellFormed()) {
      throw new DatasetException(table + ": its first line leaves a quote open or is too long");
    }
    return new Header(table, rows.fields().stream().map(String::strip).toList());
  }

  /**
   * @throws DatasetException naming the column where it is missing
   */
  int required(String name) {
    int column = optional(name);
    if (column < 0) {
      throw new DatasetException(
          table + " has no column '" + name + "'; its columns are " + shown());
    }
    return column;
  }

  /** The column's index, or -1, also for an empty name. */
  int optional(String name) {
    return name.isEmpty() ? -1 : names.indexOf(name);
  }

  /** One line of moderate length, whatever the file holds. */
  private String shown() {
    String text = String.join(",", names).replaceAll("\\p{Cntrl}", " ");
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
