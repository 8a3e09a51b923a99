package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.text;
import static dev.tidemark.store.tables.InteractionItem.PARTITION;
import static dev.tidemark.store.tables.InteractionItem.PLACE;
import static dev.tidemark.store.tables.InteractionItem.SORT;

import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The row that stays of a user who was erased. Its place is behind every time, so that it comes
 * first where a history is read newest first. It never expires: who sends an old file again must
 * not bring the person back.
 */
final class Tombstone {
  /** No event id can hold this character. */
  static final String SORT_KEY = "#erased";

  static final String ERASED_AT = "erasedAt";

  /** Stands for the time at which somebody was erased who was not. */
  static final Instant NEVER = Instant.MIN;

  /** Behind {@link InteractionItem#LAST_PLACE}. */
  private static final String LAST_PLACE = "erased";

  private Tombstone() {}

  static Map<String, AttributeValue> key(UserKey user) {
    return Map.of(PARTITION, text(user.value()), SORT, text(SORT_KEY));
  }

  static Map<String, AttributeValue> write(UserKey user, Instant at) {
    return Map.of(
        PARTITION, text(user.value()),
        SORT, text(SORT_KEY),
        PLACE, text(LAST_PLACE),
        ERASED_AT, number(at.toEpochMilli()));
  }

  static boolean is(Map<String, AttributeValue> item) {
    return text(item, SORT).equals(SORT_KEY);
  }

  /** When the user was erased; empty where the row is none that can be read, or none at all. */
  static Optional<Instant> erasedAt(Map<String, AttributeValue> item) {
    AttributeValue at = item.get(ERASED_AT);
    return at == null || at.n() == null
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Long.parseLong(at.n())));
  }
}
