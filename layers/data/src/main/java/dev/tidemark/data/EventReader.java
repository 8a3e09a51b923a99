package dev.tidemark.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Reads one event of the contract from JSON. Fields that it does not name are ignored. */
public final class EventReader {
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

  private EventReader() {}

  /**
   * @throws InvalidFieldException naming the field, its value and the remedy
   */
  public static Event read(JsonNode node) {
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
