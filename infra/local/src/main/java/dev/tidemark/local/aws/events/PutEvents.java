package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** EventBridge's PutEvents, in the JSON protocol that AWS's tools and SDKs speak. */
record PutEvents(LocalBus bus) implements AwsServer.Service {
  private static final String TARGET = "AWSEvents.PutEvents";
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_ENTRIES = 10;

  /**
   * @param port the wanted one; where it is taken, any free one
   */
  static AwsServer start(int port, LocalBus bus) throws IOException {
    try {
      AwsServer server = AwsServer.start("put-events", port);
      server.serve("/", new PutEvents(bus));
      return server;
    } catch (BindException e) {
      return start(0, bus);
    }
  }

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) throws IOException {
    // A page in a browser cannot send this header without being asked for permission first.
    if (!TARGET.equals(call.getRequestHeaders().getFirst("X-Amz-Target"))) {
      throw new AwsError(
          400, "UnknownOperationException", "send the header X-Amz-Target: " + TARGET);
    }
    JsonNode entries = entries(body);
    if (body.length > MAX_BODY_BYTES || entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new AwsError(
          400,
          "ValidationException",
          "send {\"Entries\": [...]} with 1 to " + MAX_ENTRIES + " entries and at most 1 MB");
    }
    List<Map<String, String>> results = new ArrayList<>();
    entries.forEach(entry -> results.add(result(entry)));
    long failed = results.stream().filter(result -> result.containsKey("ErrorCode")).count();
    return AwsAnswer.json(Map.of("FailedEntryCount", failed, "Entries", results));
  }

  private static JsonNode entries(byte[] body) throws IOException {
    try {
      return LocalJson.MAPPER.readTree(body).path("Entries");
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private Map<String, String> result(JsonNode entry) {
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
      detail = LocalJson.MAPPER.readTree(entry.path("Detail").asText());
    } catch (JsonProcessingException e) {
      return error("MalformedDetail", "Detail is not JSON; give a text that holds an object");
    }
    if (!detail.isObject()) {
      return error("MalformedDetail", "Detail is no object; give a text that holds one");
    }
    String source = entry.path("Source").asText();
    try {
      return Map.of("EventId", bus.put(own, source, entry.path("DetailType").asText(), detail));
    } catch (SdkException e) {
      return error("InternalFailure", "the queues do not answer now; send the event again");
    }
  }

  private static Map<String, String> error(String code, String message) {
    return Map.of("ErrorCode", code, "ErrorMessage", message);
  }
}
