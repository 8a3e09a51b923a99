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

  private CsvEntries(Reader text, Function<Header, Function<List<String>, T>> columns)
      throws IOException {
    rows = new CsvRows(text);
    parser = columns.apply(Header.read(TABLE, rows));
  }

  /**
   * @throws DatasetException where the first line lacks a needed column
   */
  public static CsvEntries<Event> events(Reader text) throws IOException {
    return new CsvEntries<>(
        text, header -> new EventColumns(header, DatasetLayout.TIDEMARK.events())::read);
  }

  /**
   * @throws DatasetException where the first line lacks a needed column
   */
  public static CsvEntries<Item> items(Reader text) throws IOException {
    return new CsvEntries<>(
        text, header -> new ItemColumns(header, DatasetLayout.TIDEMARK.items())::read);
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
