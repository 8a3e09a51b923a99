package dev.tidemark.userdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.tables.ErasureStore.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * What is held of a user as JSON Lines, each of a {@code kind}. A page of the table is all that is
 * answered at a time, well below the 6 MB that Lambda takes; the last line tells how to go on.
 *
 * @param late whether there is no time left
 */
record HeldData(PersonStores stores, BooleanSupplier late) {
  private static final String KIND = "kind";
  private static final String NEXT = "next";

  /**
   * @param next of the page before; empty = the first one
   * @throws InvalidFieldException where {@code next} is none
   */
  byte[] of(UserKey user, String next) throws IOException {
    StringBuilder lines = new StringBuilder();
    if (next.isEmpty()) {
      stores.erasures().erasedAt(user).ifPresent(at -> add(lines, "erasure", "erasedAt", at));
      for (String line : stores.recommendations().linesOf(user, late)) {
        lines.append(recommendations(line)).append('\n');
      }
    }
    Page page = stores.erasures().held(user, eventId(next));
    page.interactions().forEach(interaction -> lines.append(line(interaction)).append('\n'));
    if (!page.next().isEmpty()) {
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(page.next()));
      add(lines, NEXT, NEXT, token);
    }
    return bytes(lines.toString());
  }

  private static void add(StringBuilder lines, String kind, String name, Object value) {
    lines.append(object(kind).put(name, value.toString())).append('\n');
  }

  private static ObjectNode object(String kind) {
    return Json.mapper().createObjectNode().put(KIND, kind);
  }

  private static ObjectNode recommendations(String line) throws JsonProcessingException {
    ObjectNode object = object("recommendations");
    JsonNode stored = Json.mapper().readTree(line);
    stored.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
    return object;
  }

  /** By the names of the contract's events. */
  private static ObjectNode line(Interaction interaction) {
    ObjectNode object = object("event");
    object.put("eventId", interaction.eventId()).put("itemId", interaction.itemId());
    object.put("type", interaction.type()).put("timestamp", interaction.timestamp().toString());
    object.put("sequence", interaction.sequence());
    if (!Double.isNaN(interaction.value())) {
      object.put("value", interaction.value());
    }
    if (!Double.isNaN(interaction.price())) {
      object.put("price", interaction.price());
    }
    if (interaction.quantity() > 0) {
      object.put("quantity", interaction.quantity());
    }
    if (!interaction.context().isEmpty()) {
      object.set("context", Json.mapper().valueToTree(new TreeMap<>(interaction.context())));
    }
    return object;
  }

  private static String eventId(String next) {
    String id = "";
    try {
      id = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    if ((id.isEmpty() && !next.isEmpty()) || id.length() > Event.MAX_ID) {
      throw new InvalidFieldException(NEXT, next, "give what the last line of a page says");
    }
    return id;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
