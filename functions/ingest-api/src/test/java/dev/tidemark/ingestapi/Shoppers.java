package dev.tidemark.ingestapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import java.time.Clock;
import java.util.List;

/**
 * What two shoppers do, by number from 0 on, as entries of a list; below 0 are entries that nothing
 * can be made of.
 *
 * <p>Each event has an item of its own, by which it is found under whatever key. Every second one
 * has an id of the shop's, the same for both shoppers, and the time at which it is written; the
 * others have no id, and always the same time.
 *
 * @param name of their shop
 */
record Shoppers(String name, Clock clock) {
  /** How many events there are. */
  static final int EVENTS = 8;

  private static final long FIXED_TIME = 1_764_000_000_000L;
  private static final int SHOPPERS = 2;

  List<String> userIds() {
    return List.of(userId(0), userId(1));
  }

  JsonNode entries(List<Integer> events) {
    ArrayNode entries = Json.mapper().createArrayNode();
    events.forEach(event -> entries.add(entry(event)));
    return entries;
  }

  private ObjectNode entry(int event) {
    ObjectNode entry = Json.mapper().createObjectNode();
    entry.put("userId", userId(event)).put("itemId", Integer.toString(event));
    entry.put("type", event < 0 ? "No Such Type" : "view");
    int number = event / SHOPPERS;
    return number % 2 == 0
        ? entry.put("eventId", "e" + number).put("timestamp", clock.millis())
        : entry.put("timestamp", FIXED_TIME + number);
  }

  private String userId(int event) {
    return name + "-" + Math.floorMod(event, SHOPPERS);
  }
}
