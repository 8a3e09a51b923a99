package dev.tidemark.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.data.value.Times;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads events and items of the contract from JSON. Fields that it does not name are ignored; every
 * failure is an {@link InvalidFieldException} naming the field, its value and the remedy.
 */
public final class JsonEntries {
  private static final String TIMESTAMP = "timestamp";
  private static final String ACTIVE = name(Field.ACTIVE);
  private static final String TIME_FORMS =
      "give ISO 8601, such as 2026-03-01T12:00:00Z, or epoch milliseconds as a number, from 1990"
          + " on";

  private static final String TYPE_FORMS =
      "give what the user did, such as " + Behaviour.VIEW + " or " + Behaviour.PURCHASE;

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
        context(fields));
  }

  /** With what may stand beside it as well. */
  private static Map<String, String> context(JsonFields fields) {
    Map<String, String> context = new HashMap<>(fields.optionalMap("context"));
    for (String name : List.of(Event.RECOMMENDATION, Event.PLACEMENT, Event.CONSENT)) {
      String text =
          name.equals(Event.CONSENT) ? fields.optionalWord(name) : fields.optionalText(name);
      if (!text.isEmpty() && !context.getOrDefault(name, text).equals(text)) {
        throw new InvalidFieldException(name, text, "context says something else; give it once");
      }
      if (!text.isEmpty()) {
        context.put(name, text);
      }
    }
    return context;
  }

  /** An item as a whole, but that whether it is active stays where it is left out. */
  public static ItemUpdate item(JsonNode node) {
    JsonFields fields = new JsonFields(node);
    Item item = item(fields);
    if (!fields.has(ACTIVE)) {
      return ItemUpdate.allButActive(item);
    }
    if (Arrays.stream(Field.values()).filter(field -> node.has(name(field))).count() == 1) {
      throw new InvalidFieldException(
          ACTIVE,
          item.active(),
          "it comes alone, and title, category, price and the rest would be cleared; send it by"
              + " PATCH /v1/items, which keeps them");
    }
    return ItemUpdate.all(item);
  }

  /** Some fields of an item: one that is null is cleared, one that is left out stays. */
  public static ItemUpdate itemPatch(JsonNode node) {
    JsonFields fields = new JsonFields(node);
    Item item = item(fields);
    Set<Field> given = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      if (node.has(name(field))) {
        given.add(field);
      }
    }
    if (given.isEmpty()) {
      throw new InvalidFieldException(
          "entry", node, "name what to change beside itemId, such as {\"active\": false}");
    }
    if (given.contains(Field.ACTIVE)) {
      fields.required(ACTIVE, "give true or false");
    }
    return new ItemUpdate(item, given);
  }

  private static Item item(JsonFields fields) {
    return new Item(
        fields.id("itemId"),
        fields.optionalText(name(Field.TITLE)),
        fields.optionalText(name(Field.CATEGORY)),
        fields.optionalNumber(name(Field.PRICE)),
        fields.optionalTexts(name(Field.TAGS)),
        fields.optionalNumbers(name(Field.VECTOR)),
        fields.optionalFlag(ACTIVE));
  }

  private static String name(Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static Instant timestamp(JsonNode node) {
    Optional<Instant> time =
        node.isTextual()
            ? Times.TEXTS.read(node.textValue())
            : Optional.of(node)
                .filter(JsonNode::isNumber)
                .flatMap(it -> Times.NUMBERS.read(it.asText()));
    return time.orElseThrow(
        () ->
            new InvalidFieldException(
                TIMESTAMP, node.isTextual() ? node.textValue() : node, TIME_FORMS));
  }
}
