package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.putNumber;
import static dev.tidemark.store.tables.Attributes.text;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An interaction as an item of its table. Its key is the event's id, so that a retry finds it
 * whatever time it bears; its place among the user's others is what the index is sorted by. An
 * impression has no place: it is in the table, and not in that index.
 */
final class InteractionItem {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  /** Sort key of {@link #HISTORY}: time, sequence and event id with '#' between. */
  static final String PLACE = "place";

  /** The index in which a user's interactions stand in {@link Interaction#SERVED_ORDER}. */
  static final String HISTORY = "history";

  static final String ITEM = "itemId";
  static final String TYPE = "type";
  static final String EXPIRES_AT = "expiresAt";

  /** The user under whom it was stored before; only of what was moved. */
  static final String MOVED_FROM = "movedFrom";

  /** Filter of what has not expired at {@code :now}: DynamoDB deletes up to two days later. */
  static final String KEPT =
      "attribute_not_exists(" + EXPIRES_AT + ") OR " + EXPIRES_AT + " > :now";

  /** In an impression, what {@link #PLACE} is in others. */
  private static final String SHOWN = "shown";

  /** Members of the context that are attributes of their own, since an index has them. */
  private static final List<String> OF_LIST = List.of(Event.RECOMMENDATION, Event.PLACEMENT);

  private static final String CONTEXT = "context";
  private static final int MILLIS_DIGITS = 15;
  private static final int SEQUENCE_DIGITS = 19;
  private static final int SEQUENCE = MILLIS_DIGITS + 1;

  /** Behind the places of all times, and before that of a {@link Tombstone}. */
  static final String LAST_PLACE = ":";

  private InteractionItem() {}

  static Map<String, AttributeValue> key(Interaction interaction) {
    return key(interaction.user(), interaction.eventId());
  }

  static Map<String, AttributeValue> key(UserKey user, String eventId) {
    return Map.of(PARTITION, text(user.value()), SORT, text(eventId));
  }

  /** The key in the index, from which a query goes on. */
  static Map<String, AttributeValue> historyKey(Interaction interaction) {
    Map<String, AttributeValue> key = new HashMap<>(key(interaction));
    key.put(PLACE, text(place(interaction)));
    return key;
  }

  private static String place(Interaction interaction) {
    return String.join(
        "#",
        placePrefix(interaction.timestamp()),
        digits(interaction.sequence(), SEQUENCE_DIGITS),
        interaction.eventId());
  }

  /** How places of this time begin; fixed digits: the order of texts is the order of times. */
  static String placePrefix(Instant time) {
    return digits(time.toEpochMilli(), MILLIS_DIGITS);
  }

  /** Behind all places of this time. */
  static String placeBehind(Instant time) {
    return placePrefix(time) + "$";
  }

  private static String digits(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }

  /** A time as {@link #EXPIRES_AT} is compared with. */
  static AttributeValue second(Instant time) {
    return number(time.getEpochSecond());
  }

  /** Whether it has expired, so that it is as good as deleted. */
  static boolean isExpired(Map<String, AttributeValue> item, Instant now) {
    AttributeValue end = item.get(EXPIRES_AT);
    return end != null && end.n() != null && Long.parseLong(end.n()) <= now.getEpochSecond();
  }

  static Map<String, AttributeValue> write(Interaction interaction) {
    Map<String, AttributeValue> item = new HashMap<>(key(interaction));
    item.put(interaction.isImpression() ? SHOWN : PLACE, text(place(interaction)));
    item.put(ITEM, text(interaction.itemId()));
    item.put(TYPE, text(interaction.type()));
    putNumber(item, "value", interaction.value());
    putNumber(item, "price", interaction.price());
    if (interaction.quantity() > 0) {
      item.put("quantity", number(interaction.quantity()));
    }
    Map<String, AttributeValue> context = new HashMap<>();
    interaction
        .context()
        .forEach((name, value) -> (OF_LIST.contains(name) ? item : context).put(name, text(value)));
    if (!context.isEmpty()) {
      item.put(CONTEXT, AttributeValue.fromM(context));
    }
    return item;
  }

  static Interaction read(Map<String, AttributeValue> item) {
    String place = text(item, item.containsKey(PLACE) ? PLACE : SHOWN);
    Map<String, String> context = new HashMap<>();
    if (item.containsKey(CONTEXT)) {
      item.get(CONTEXT).m().forEach((name, value) -> context.put(name, value.s()));
    }
    for (String name : OF_LIST) {
      if (item.containsKey(name)) {
        context.put(name, text(item, name));
      }
    }
    return new Interaction(
        new UserKey(text(item, PARTITION)),
        text(item, SORT),
        text(item, ITEM),
        text(item, TYPE),
        Instant.ofEpochMilli(Long.parseLong(place.substring(0, MILLIS_DIGITS))),
        Long.parseLong(place.substring(SEQUENCE, SEQUENCE + SEQUENCE_DIGITS)),
        number(item, "value"),
        number(item, "price"),
        item.containsKey("quantity") ? Integer.parseInt(item.get("quantity").n()) : 0,
        context);
  }
}
