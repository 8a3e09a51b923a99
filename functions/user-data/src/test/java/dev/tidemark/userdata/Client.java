package dev.tidemark.userdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Calls the handler as API Gateway does. */
final class Client {
  static final int PLENTY = 28_000;

  private final UserDataHandler handler;
  private final int millis;

  Client(PersonStores stores, InstantSource clock) {
    this(stores, clock, PLENTY);
  }

  /**
   * @param millis that are left of each invocation, always
   */
  Client(PersonStores stores, InstantSource clock, int millis) {
    handler = new UserDataHandler(stores, clock);
    this.millis = millis;
  }

  /** An answer of the function. */
  record Answer(int status, JsonNode headers, String text) {
    JsonNode body() {
      return json(text);
    }

    List<JsonNode> lines() {
      return text.lines().map(Client::json).toList();
    }
  }

  Answer data(String id, Map<String, String> query) {
    return call(UserDataHandler.DATA, id, query);
  }

  Answer erase(String id) {
    return call(UserDataHandler.ERASE, id, Map.of());
  }

  Answer call(String route, String id, Map<String, String> query) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", route).putObject("pathParameters").put("id", id);
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    return call(event.toString().getBytes(StandardCharsets.UTF_8));
  }

  Answer call(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), out, new FixedContext("request", millis));
      JsonNode answer = Json.mapper().readTree(out.toByteArray());
      return new Answer(
          answer.path("statusCode").asInt(), answer.path("headers"), answer.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
