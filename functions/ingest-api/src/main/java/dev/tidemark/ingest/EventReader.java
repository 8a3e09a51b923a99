package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads one event of the contract from JSON. Fields that it does not name are ignored. */
final class EventReader {
  private static final String TIMESTAMP = "timestamp";
  private static final String TIME_FORMS =
      "give ISO 8601 with an offset, such as 2026-03-01T12:00:00Z, or epoch milliseconds";

  /** Clocks of a shop's servers may be wrong; a day more would be a mistake of another kind. */
  private static final Duration AHEAD = Duration.ofHours(24);

  private final Clock clock;

  EventReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws InvalidFieldException naming the field, its value and the remedy
   */
  Event read(JsonNode node) {
    Fields fields = new Fields(node);
    return new Event(
        fields.has("eventId") ? fields.id("eventId") : "",
        fields.id("userId"),
        fields.id("itemId"),
        fields.text("type"),
        timestamp(fields.required(TIMESTAMP, TIME_FORMS)),
        fields.optionalNumber("value"),
        fields.optionalNumber("price"),
        fields.optionalCount("quantity"),
        fields.optionalMap("context"));
  }

  private Instant timestamp(JsonNode node) {
    Instant time = parse(node);
    if (time.isAfter(clock.instant().plus(AHEAD))) {
      throw new InvalidFieldException(
          TIMESTAMP, node.asText(), "it is more than 24 h ahead; give the time of the behaviour");
    }
    return time;
  }

  private static Instant parse(JsonNode node) {
    try {
      if (node.isIntegralNumber() && node.canConvertToLong()) {
        return Instant.ofEpochMilli(node.longValue());
      }
      if (node.isTextual()) {
        return OffsetDateTime.parse(node.textValue()).toInstant();
      }
    } catch (DateTimeException e) {
      // The same answer as for a value of another type.
    }
    throw new InvalidFieldException(
        TIMESTAMP, node.isTextual() ? node.textValue() : node, TIME_FORMS);
  }
}
