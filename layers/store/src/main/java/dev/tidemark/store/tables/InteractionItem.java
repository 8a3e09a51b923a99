package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.putNumber;
import static dev.tidemark.store.tables.Attributes.text;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An interaction as an item of its table. */
final class InteractionItem {
  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String ITEM = "itemId";
  static final String EXPIRES_AT = "expiresAt";

  private static final int MILLIS_DIGITS = 15;

  private InteractionItem() {}

  static Map<String, AttributeValue> key(Interaction interaction) {
    return Map.of(
        PARTITION, text(interaction.user().value()),
        SORT, text(sortKey(interaction.timestamp(), interaction.eventId())));
  }

  private static String sortKey(Instant time, String eventId) {
    return sortPrefix(time) + "#" + eventId;
  }

  /** How sort keys of this time begin; fixed digits: the order of texts is the order of times. */
  static String sortPrefix(Instant time) {
    return String.format(Locale.ROOT, "%0" + MILLIS_DIGITS + "d", time.toEpochMilli());
  }

  static Map<String, AttributeValue> write(Interaction interaction) {
    Map<String, AttributeValue> item = new HashMap<>(key(interaction));
    item.put(ITEM, text(interaction.itemId()));
    item.put("type", text(interaction.type()));
    putNumber(item, "value", interaction.value());
    putNumber(item, "price", interaction.price());
    if (interaction.quantity() > 0) {
      item.put("quantity", number(interaction.quantity()));
    }
    if (!interaction.context().isEmpty()) {
      Map<String, AttributeValue> context = new HashMap<>();
      interaction.context().forEach((name, value) -> context.put(name, text(value)));
      item.put("context", AttributeValue.fromM(context));
    }
    return item;
  }

  static Interaction read(Map<String, AttributeValue> item) {
    String sort = text(item, SORT);
    Map<String, String> context = new HashMap<>();
    if (item.containsKey("context")) {
      item.get("context").m().forEach((name, value) -> context.put(name, value.s()));
    }
    return new Interaction(
        new UserKey(text(item, PARTITION)),
        sort.substring(MILLIS_DIGITS + 1),
        text(item, ITEM),
        text(item, "type"),
        Instant.ofEpochMilli(Long.parseLong(sort.substring(0, MILLIS_DIGITS))),
        number(item, "value"),
        number(item, "price"),
        item.containsKey("quantity") ? Integer.parseInt(item.get("quantity").n()) : 0,
        context);
  }
}
