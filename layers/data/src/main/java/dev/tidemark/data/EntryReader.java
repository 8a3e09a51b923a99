package dev.tidemark.data;

import java.io.IOException;

/** Steps through the entries of a text in bounded memory. */
public interface EntryReader<T> {

  /** Goes to the next entry; false where there is none. */
  boolean advance() throws IOException;

  /** The number of the entry's first line, from 1 on. */
  long line();

  /**
   * @throws dev.tidemark.domain.InvalidFieldException where the entry cannot be used
   */
  T read();
}
