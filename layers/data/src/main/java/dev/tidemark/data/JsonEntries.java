package dev.tidemark.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Reads events and items of the contract from JSON. Fields that it does not name are ignored; every
 * failure is an {@link InvalidFieldException} naming the field, its value and the remedy.
 */
public final class JsonEntries {
  private static final String TIMESTAMP = "timestamp";
  private static final String TIME_FORMS =
      "give ISO 8601 with an offset, such as 2026-03-01T12:00:00Z, or epoch milliseconds as a"
          + " number";

  private static final String TYPE_FORMS =
      "give what the user did, such as " + Behaviour.VIEW + " or " + Behaviour.PURCHASE;

  /** Offsets as +01:00, and as +0100 or +01, which is how PHP and others write them. */
  private static final DateTimeFormatter ISO_8601 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private JsonEntries() {}

  public static Event event(JsonNode node) {
    JsonFields fields = new JsonFields(node);
    return new Event(
        fields.has("eventId") ? fields.id("eventId") : "",
        fields.id("userId"),
        fields.id("itemId"),
        fields.text("type", TYPE_FORMS),
        timestamp(fields.required(TIMESTAMP, TIME_FORMS)),
        fields.optionalNumber("value"),
        fields.optionalNumber("price"),
        fields.optionalCount("quantity"),
        fields.optionalMap("context"));
  }

  public static Item item(JsonNode node) {
    JsonFields fields = new JsonFields(node);
    return new Item(
        fields.id("itemId"),
        fields.optionalText("title"),
        fields.optionalText("category"),
        fields.optionalNumber("price"),
        fields.optionalTexts("tags"),
        fields.optionalNumbers("vector"),
        fields.optionalFlag("active"));
  }

  private static Instant timestamp(JsonNode node) {
    try {
      if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
        return Instant.ofEpochMilli(node.longValue());
      }
      if (node.isTextual()) {
        return ISO_8601.parse(node.textValue(), Instant::from);
      }
    } catch (DateTimeException e) {
      // The same answer as for a value of another type.
    }
    throw new InvalidFieldException(
        TIMESTAMP, node.isTextual() ? node.textValue() : node, TIME_FORMS);
  }
}
