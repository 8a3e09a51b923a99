package dev.tidemark.local.aws.streams;

import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A record of a table's stream.
 *
 * @param number place in its shard
 * @param at when the table was changed
 * @param json as Lambda hands it to functions
 */
record StreamRecord(String number, Instant at, Map<String, Object> json) {
  private static final long NANOS = 1_000_000_000L;

  static StreamRecord of(Record record, String streamArn) {
    Map<String, Object> change = new LinkedHashMap<>();
    Instant at = record.dynamodb().approximateCreationDateTime();
    change.put("ApproximateCreationDateTime", at.getEpochSecond() + (double) at.getNano() / NANOS);
    change.put("Keys", item(record.dynamodb().keys()));
    if (record.dynamodb().hasNewImage()) {
      change.put("NewImage", item(record.dynamodb().newImage()));
    }
    if (record.dynamodb().hasOldImage()) {
      change.put("OldImage", item(record.dynamodb().oldImage()));
    }
    change.put("SequenceNumber", record.dynamodb().sequenceNumber());
    change.put("SizeBytes", record.dynamodb().sizeBytes());
    change.put("StreamViewType", record.dynamodb().streamViewTypeAsString());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("eventID", record.eventID());
    json.put("eventName", record.eventNameAsString());
    json.put("eventVersion", record.eventVersion());
    json.put("eventSource", "aws:dynamodb");
    json.put("awsRegion", LocalAccount.REGION);
    json.put("dynamodb", change);
    json.put("eventSourceARN", streamArn);
    return new StreamRecord(record.dynamodb().sequenceNumber(), at, json);
  }

  String text() {
    return new String(LocalJson.bytes(json), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> item(Map<String, AttributeValue> item) {
    Map<String, Object> json = new HashMap<>();
    item.forEach((name, value) -> json.put(name, value(value)));
    return json;
  }

  private static Map<String, Object> value(AttributeValue value) {
    Object plain =
        switch (value.type()) {
          case S -> value.s();
          case N -> value.n();
          case BOOL -> value.bool();
          case NUL -> value.nul();
          case SS -> value.ss();
          case NS -> value.ns();
          case B -> Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
          case BS ->
              value.bs().stream()
                  .map(bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()))
                  .toList();
          case M -> item(value.m());
          case L -> value.l().stream().map(StreamRecord::value).toList();
          case UNKNOWN_TO_SDK_VERSION ->
              throw new IllegalArgumentException(
                  "a type of attribute that the client does not know");
        };
    return Map.of(value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name(), plain);
  }
}
