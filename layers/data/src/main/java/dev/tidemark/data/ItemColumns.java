package dev.tidemark.data;

import dev.tidemark.domain.Item;
import java.util.List;

/** Where in a row the fields of an item are. */
final class ItemColumns {
  private static final String NO_GENRE = "(no genres listed)";

  private final int id;
  private final int title;
  private final int category;
  private final int price;
  private final int vector;

  /**
   * @throws DatasetException where a needed column is missing
   */
  ItemColumns(Header header, DatasetLayout.Items layout) {
    id = header.required(layout.id());
    title = header.optional(layout.title());
    category = header.optional(layout.category());
    price = header.optional(layout.price());
    vector = header.optional(layout.vector());
  }

  /**
   * @throws dev.tidemark.domain.InvalidFieldException where the row is no item
   */
  Item read(List<String> fields) {
    return new Item(
        Cells.text(fields, id),
        Cells.text(fields, title),
        Cells.text(fields, category).replace(NO_GENRE, ""),
        Cells.number("price", fields, price),
        List.of(),
        Cells.numbers("vector", fields, vector),
        true);
  }
}
