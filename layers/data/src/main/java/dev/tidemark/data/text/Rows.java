package dev.tidemark.data.text;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Steps through the rows of a text in bounded memory; each has its fields in named columns. */
public interface Rows {

  /** Goes to the next row; false where there is none. */
  boolean advance() throws IOException;

  /** The number of the row's first line in the text, from 1 on. */
  long line();

  /** What keeps the row at hand from being read at all; empty = nothing. */
  Optional<String> damage();

  /**
   * Where a column is, for {@link #field}; below 0 = there is no such column.
   *
   * @param name as it stands in the text
   */
  int column(String name);

  /** A field of an undamaged row as it stands there; empty where the row lacks it. */
  String field(int column);

  /** A hash of all that an undamaged row holds; not 0. */
  long hash();

  /**
   * What an undamaged row has in columns whose names begin so, by the rest of their names.
   *
   * @param prefix with a point at its end
   */
  Map<String, String> fieldsUnder(String prefix);
}
