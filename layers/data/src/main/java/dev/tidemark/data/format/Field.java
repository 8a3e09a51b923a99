package dev.tidemark.data.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a column can hold of an event or an item. */
public enum Field {
  EVENT_ID,
  USER,
  ITEM,
  TYPE,
  TIME,
  VALUE,
  PRICE,
  QUANTITY,
  PROMOTION,
  /** Whether the user agreed to be known. */
  CONSENT,
  /** The order or invoice that a row is a line of. */
  ORDER,
  /** Whether the order was paid, cancelled, ... */
  STATUS,
  /** When the order was cancelled. */
  CANCELLED,
  /** What kind of message a row is, where a file has several. */
  KIND,
  TITLE,
  CATEGORY,
  TAGS,
  VECTOR,
  ACTIVE,
  /** The opposite of {@link #ACTIVE}. */
  HIDDEN,
  /** Name of a property whose value stands in {@link #PROPERTY_VALUE}. */
  PROPERTY,
  PROPERTY_VALUE;

  /** As users name it, such as {@code eventId}. */
  public String title() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    return words.length == 1
        ? words[0]
        : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
  }

  /** The field of that title. */
  public static Optional<Field> of(String title) {
    return Arrays.stream(values()).filter(field -> field.title().equals(title)).findFirst();
  }
}
