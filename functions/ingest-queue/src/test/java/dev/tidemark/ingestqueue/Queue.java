package dev.tidemark.ingestqueue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hands batches to the function as Lambda does, and keeps what it sets aside. */
final class Queue {
  private final List<String> reasons = new ArrayList<>();
  private final List<String> rests = new ArrayList<>();
  private final QueueHandler handler;

  Queue(Ports ports, FileImport.Source files) {
    this(new Messages(ports, files));
  }

  Queue(Messages messages) {
    handler = new QueueHandler(messages, (body, reason) -> reasons.add(reason), rests::add);
  }

  /** Why messages were set aside. */
  List<String> reasons() {
    return reasons;
  }

  /** Messages with what is left of files, which are to be delivered. */
  List<String> rests() {
    return rests;
  }

  /** Ids of the messages that failed; the id is the message's place in the batch, from 1 on. */
  List<String> deliver(String... bodies) {
    ObjectNode batch = Json.mapper().createObjectNode();
    ArrayNode records = batch.putArray("Records");
    for (String body : bodies) {
      records.addObject().put("messageId", "" + records.size()).put("body", body);
    }
    return deliver(batch.toString().getBytes(StandardCharsets.UTF_8));
  }

  List<String> deliver(byte[] batch) {
    return deliver(handler, batch);
  }

  static List<String> deliver(QueueHandler handler, byte[] batch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(batch), out, new FixedContext("request-1", 60_000));
      List<String> failures = new ArrayList<>();
      for (JsonNode failure : Json.mapper().readTree(out.toByteArray()).path("batchItemFailures")) {
        failures.add(failure.path("itemIdentifier").asText());
      }
      return failures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String event(String detailType, String detail) {
    return ("{'version':'0','source':'shop','detail-type':'" + detailType + "','detail':" + detail)
            .replace('\'', '"')
        + "}";
  }

  static String file(String key) {
    return event("Object Created", "{'bucket':{'name':'b'},'object':{'key':'" + key + "'}}");
  }
}
