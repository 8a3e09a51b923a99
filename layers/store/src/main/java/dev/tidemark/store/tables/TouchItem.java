package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.text;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A touch as it stands in an index of the interactions: by day and part of the users, then by kind
 * and time. Only the interactions that have these two attributes are in it.
 */
final class TouchItem {
  static final String INDEX = "touches";

  /** Partition key: ISO date in UTC, '#' and the part. */
  static final String DAY = "touchDay";

  /** Sort key: kind in lower case, '#' and the epoch milliseconds in 15 digits. */
  static final String KIND = "touchKind";

  private TouchItem() {}

  /** What an interaction has in addition to be in the index. */
  static Map<String, AttributeValue> attributes(Touch touch) {
    return Map.of(
        DAY,
        text(day(LocalDate.ofInstant(touch.time(), ZoneOffset.UTC), part(touch.user()))),
        KIND,
        text(prefix(touch.kind()) + InteractionItem.placePrefix(touch.time())));
  }

  static String day(LocalDate day, int part) {
    return day + "#" + part;
  }

  static String prefix(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "#";
  }

  /** All touches of one user are in one part. */
  private static int part(UserKey user) {
    CRC32 hash = new CRC32();
    hash.update(user.value().getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % TouchStore.PARTS);
  }

  static Touch read(Map<String, AttributeValue> item) {
    String touch = text(item, KIND);
    int between = touch.indexOf('#');
    return new Touch(
        Kind.valueOf(touch.substring(0, between).toUpperCase(Locale.ROOT)),
        new UserKey(text(item, InteractionItem.PARTITION)),
        text(item, InteractionItem.ITEM),
        Instant.ofEpochMilli(Long.parseLong(touch.substring(between + 1))),
        text(item, Event.RECOMMENDATION).strip(),
        text(item, Event.PLACEMENT).strip(),
        number(item, "price"),
        item.containsKey("quantity") ? Integer.parseInt(item.get("quantity").n()) : 0);
  }
}
