package dev.tidemark.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records of the stream as Lambda hands them over. */
final class StreamRecords {
  private StreamRecords() {}

  static Interaction did(String user, String eventId, String itemId, String type, Instant time) {
    return new Interaction(
        new UserKey(user), eventId, itemId, type, time, Double.NaN, Double.NaN, 0, Map.of());
  }

  static ObjectNode insert(Interaction interaction, String number) {
    return record("INSERT", interaction, number);
  }

  /**
   * @param event INSERT, MODIFY or REMOVE
   */
  static ObjectNode record(String event, Interaction interaction, String number) {
    ObjectNode record = Json.mapper().createObjectNode();
    record.put("eventName", event).put("eventSource", "aws:dynamodb");
    ObjectNode change = record.putObject("dynamodb");
    change.put("SequenceNumber", number);
    ObjectNode image = change.putObject(event.equals("REMOVE") ? "OldImage" : "NewImage");
    image.putObject("pk").put("S", interaction.user().value());
    image.putObject("sk").put("S", interaction.eventId());
    image.putObject("itemId").put("S", interaction.itemId());
    image.putObject("type").put("S", interaction.type());
    String place =
        String.format(
            Locale.ROOT,
            "%015d#%019d#%s",
            interaction.timestamp().toEpochMilli(),
            interaction.sequence(),
            interaction.eventId());
    image.putObject(interaction.isImpression() ? "shown" : "place").put("S", place);
    return record;
  }

  /** What the stream tells where a user is erased, for the first time or again. */
  static ObjectNode erased(String event, UserKey user, String number) {
    ObjectNode record = Json.mapper().createObjectNode();
    record.put("eventName", event).put("eventSource", "aws:dynamodb");
    ObjectNode change = record.putObject("dynamodb");
    change.put("SequenceNumber", number);
    ObjectNode image = change.putObject("NewImage");
    image.putObject("pk").put("S", user.value());
    image.putObject("sk").put("S", "#erased");
    image.putObject("place").put("S", "erased");
    image.putObject("erasedAt").put("N", "1764246600000");
    return record;
  }

  /** What the table is told where a session becomes a user's. */
  static ObjectNode moved(Interaction interaction, UserKey to, String number) {
    ObjectNode record = insert(interaction.by(to), number);
    record
        .withObject("/dynamodb/NewImage")
        .putObject("movedFrom")
        .put("S", interaction.user().value());
    return record;
  }

  /** Numbers of the records that the function answers as failed. */
  static List<String> send(FollowHandler handler, List<? extends JsonNode> records) {
    ObjectNode event = Json.mapper().createObjectNode();
    ArrayNode list = event.putArray("Records");
    list.addAll(records);
    return send(handler, event.toString().getBytes(UTF_8));
  }

  static List<String> send(FollowHandler handler, byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> failed = new ArrayList<>();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, new FixedContext("id", 60_000));
      Json.mapper()
          .readTree(out.toByteArray())
          .get("batchItemFailures")
          .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failed;
  }
}
