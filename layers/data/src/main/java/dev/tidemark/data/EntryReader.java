package dev.tidemark.data;

import java.io.IOException;

/** Steps through the rows of a file in bounded memory. */
public interface EntryReader<T> {

  /** Goes to the next row; false where there is none. */
  boolean advance() throws IOException;

  /** The number of the row's first line, from 1 on. */
  long line();

  /** A hash of all that the row holds; 0 where it is damaged. */
  long hash();

  /** Passes over the row at hand, which an earlier reading has had. */
  void pass();

  /** The row at hand; to be asked once. */
  Row<T> read();
}
