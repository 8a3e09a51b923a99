package dev.tidemark.data;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Function;

/** A CSV text of events or items, with the columns of a data folder's files. */
public final class CsvEntries<T> implements EntryReader<T> {
  private static final String TABLE = "the table";

  private final CsvRows rows;
  private final Function<List<String>, T> parser;

  private CsvEntries(CsvRows rows, Function<List<String>, T> parser) {
    this.rows = rows;
    this.parser = parser;
  }

  /**
   * @throws DatasetException where the first line lacks a needed column
   */
  public static CsvEntries<Event> events(Reader text) throws IOException {
    CsvRows rows = new CsvRows(text);
    Header header = Header.read(TABLE, rows);
    return new CsvEntries<>(rows, new EventColumns(header, DatasetLayout.TIDEMARK)::read);
  }

  /**
   * @throws DatasetException where the first line lacks a needed column
   */
  public static CsvEntries<Item> items(Reader text) throws IOException {
    CsvRows rows = new CsvRows(text);
    Header header = Header.read(TABLE, rows);
    return new CsvEntries<>(rows, new ItemColumns(header, DatasetLayout.TIDEMARK)::read);
  }

  @Override
  public boolean advance() throws IOException {
    return rows.advance();
  }

  @Override
  public long line() {
    return rows.line();
  }

  @Override
  public T read() {
    if (!rows.isWellFormed()) {
      throw new InvalidFieldException(
          "row", "another number of columns or an unclosed quote", "give each column a value");
    }
    return parser.apply(rows.fields());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
