package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.local.aws.lambda.Loopback;
import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.net.BindException;

/**
 * EventBridge's PutEvents on loopback, in the JSON protocol that AWS's tools and SDKs speak.
 * Signatures are not looked at, which is why it never listens elsewhere.
 */
final class PutEvents implements AutoCloseable {
  private static final String TARGET = "AWSEvents.PutEvents";
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_ENTRIES = 10;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final LocalBus bus;

  private PutEvents(HttpServer server, LocalBus bus) {
    this.server = server;
    this.bus = bus;
  }

  /**
   * @param port the wanted one; where it is taken, any free one
   */
  static PutEvents start(int port, LocalBus bus) throws IOException {
    PutEvents events = new PutEvents(listen(port), bus);
    events.server.createContext("/", events::handle);
    events.server.start();
    return events;
  }

  private static HttpServer listen(int port) throws IOException {
    try {
      return Loopback.server("put-events", port);
    } catch (BindException e) {
      return Loopback.server("put-events", 0);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      // A page in a browser cannot send this header without being asked for permission first.
      if (!TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
        fail(exchange, "UnknownOperationException", "send the header X-Amz-Target: " + TARGET);
        return;
      }
      JsonNode entries = entries(body);
      if (body.length > MAX_BODY_BYTES || entries.isEmpty() || entries.size() > MAX_ENTRIES) {
        fail(
            exchange,
            "ValidationException",
            "send {\"Entries\": [...]} with 1 to " + MAX_ENTRIES + " entries and at most 1 MB");
        return;
      }
      answer(exchange, 200, put(entries));
    }
  }

  private JsonNode entries(byte[] body) throws IOException {
    try {
      return json.readTree(body).path("Entries");
    } catch (JsonProcessingException e) {
      return json.createArrayNode();
    }
  }

  private ObjectNode put(JsonNode entries) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode results = json.createArrayNode();
    int failed = 0;
    for (JsonNode entry : entries) {
      ObjectNode result = result(entry);
      failed += result.has("ErrorCode") ? 1 : 0;
      results.add(result);
    }
    answer.put("FailedEntryCount", failed).set("Entries", results);
    return answer;
  }

  private ObjectNode result(JsonNode entry) {
    for (String name : new String[] {"Source", "DetailType", "Detail"}) {
      if (entry.path(name).asText().isBlank()) {
        return error("InvalidArgument", name + " is missing; give a text");
      }
    }
    String name = entry.path("EventBusName").asText(Messaging.DEFAULT_BUS);
    String own = name.substring(name.lastIndexOf('/') + 1); // it may be an ARN
    if (!bus.names().contains(own)) {
      return error("InvalidArgument", "EventBusName: there are only the buses " + bus.names());
    }
    JsonNode detail;
    try {
      detail = json.readTree(entry.path("Detail").asText());
    } catch (JsonProcessingException e) {
      return error("MalformedDetail", "Detail is not JSON; give a text that holds an object");
    }
    if (!detail.isObject()) {
      return error("MalformedDetail", "Detail is no object; give a text that holds one");
    }
    String source = entry.path("Source").asText();
    String id = bus.put(own, source, entry.path("DetailType").asText(), detail);
    return json.createObjectNode().put("EventId", id);
  }

  private ObjectNode error(String code, String message) {
    return json.createObjectNode().put("ErrorCode", code).put("ErrorMessage", message);
  }

  private void fail(HttpExchange exchange, String type, String message) throws IOException {
    answer(exchange, 400, json.createObjectNode().put("__type", type).put("message", message));
  }

  private void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
