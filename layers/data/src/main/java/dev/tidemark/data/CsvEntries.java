package dev.tidemark.data;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.ItemUpdate;
import java.io.IOException;
import java.io.Reader;

/** A CSV text of events or items, with the columns of a data folder's files. */
public final class CsvEntries<T> implements EntryReader<T> {
  private final CsvTable table;
  private final DatasetLayout.Rows<T> rows;

  private CsvEntries(Reader text, DatasetLayout.Rows<T> rows) throws IOException {
    table = new CsvTable("the table", text, rows.required());
    this.rows = rows;
  }

  /**
   * @throws DatasetException where the first line lacks a needed column
   */
  public static CsvEntries<Event> events(Reader text) throws IOException {
    return new CsvEntries<>(text, DatasetLayout.TIDEMARK.events());
  }

  /**
   * @throws DatasetException where the first line lacks a needed column
   */
  public static CsvEntries<ItemUpdate> items(Reader text) throws IOException {
    return new CsvEntries<>(text, DatasetLayout.TIDEMARK.items());
  }

  @Override
  public boolean advance() throws IOException {
    return table.advance();
  }

  @Override
  public long line() {
    return table.line();
  }

  @Override
  public T read() {
    if (!table.isWellFormed()) {
      throw new InvalidFieldException(
          "row", "another number of columns or an unclosed quote", "give each column a value");
    }
    return rows.read(table);
  }
}
