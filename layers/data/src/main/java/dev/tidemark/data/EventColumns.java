package dev.tidemark.data;

import dev.tidemark.domain.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where in a row the fields of an event are. */
final class EventColumns {
  private final int user;
  private final int item;
  private final int type;
  private final String fixedType;
  private final int time;
  private final int price;
  private final int rating;
  private final int promotion;

  /**
   * @throws DatasetException where a needed column is missing
   */
  EventColumns(Header header, DatasetLayout.Events layout) {
    user = header.required(layout.user());
    item = header.required(layout.item());
    time = header.required(layout.time());
    fixedType = layout.fixedType();
    type = fixedType.isEmpty() ? header.required(layout.type()) : header.optional(layout.type());
    price = header.optional(layout.price());
    rating = header.optional(layout.rating());
    promotion = header.optional(layout.promotion());
  }

  boolean hasTime(List<String> fields) {
    return !fields.get(time).isBlank();
  }

  String user(List<String> fields) {
    return Cells.text(fields, user);
  }

  /**
   * @throws dev.tidemark.domain.InvalidFieldException where the row is no event
   */
  Event read(List<String> fields) {
    return read(fields, Cells.time("timestamp", fields, time));
  }

  /** The event of a row that tells no time. */
  Event read(List<String> fields, Instant timestamp) {
    return new Event(
        "",
        user(fields),
        Cells.text(fields, item),
        type < 0 ? fixedType : Cells.text(fields, type),
        timestamp,
        Cells.number("rating", fields, rating),
        Cells.number("price", fields, price),
        0,
        context(Cells.text(fields, promotion)));
  }

  private static Map<String, String> context(String promotion) {
    return promotion.isEmpty() ? Map.of() : Map.of(Event.PROMOTION, promotion);
  }
}
