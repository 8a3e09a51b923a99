package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that could not be taken in.
 *
 * @param at when it was set aside
 * @param about the file that it tells of, else its kind
 * @param reason without anything of what the message holds but names of fields
 * @param message its body
 */
record DeadLetter(String id, String at, String about, String reason, String message) {

  /** One for each file, so that a file which stays bad is not set aside twice. */
  static DeadLetter of(Instant at, String reason, String message) {
    JsonNode event = LocalJson.tree(message);
    return FileEvents.key(event)
        .map(key -> new DeadLetter(idOf(key), at.toString(), legible(key), reason, message))
        .orElseGet(
            () ->
                new DeadLetter(
                    UUID.randomUUID().toString(),
                    at.toString(),
                    legible(event.path("detail-type").asText("a message")),
                    reason,
                    message));
  }

  private static String idOf(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String legible(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
