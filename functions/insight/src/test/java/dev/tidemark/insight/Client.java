package dev.tidemark.insight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.TouchStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;

/** Calls the handler as API Gateway does. */
final class Client {
  private static final int MILLIS = 28_000;

  private final InsightHandler handler;
  private final int millis;

  Client(TouchStore touches, InstantSource clock) {
    this(touches, clock, MILLIS);
  }

  /**
   * @param millis that are left of each invocation, always
   */
  Client(TouchStore touches, InstantSource clock, int millis) {
    this(touches, clock, millis, new InMemoryFolder());
  }

  /** With people in the model store. */
  Client(Folder models, InstantSource clock) {
    this(new InMemoryInteractionStore(), clock, MILLIS, models);
  }

  /**
   * @param models the model store
   */
  Client(TouchStore touches, InstantSource clock, int millis, Folder models) {
    handler = new InsightHandler(touches, models, Lanes.several(), clock);
    this.millis = millis;
  }

  /** The body of a good answer. */
  JsonNode metrics(Map<String, String> query) {
    JsonNode answer = call(query);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    return body(answer);
  }

  /** The whole answer. */
  JsonNode call(Map<String, String> query) {
    return call(InsightHandler.METRICS, query);
  }

  JsonNode call(String route, Map<String, String> query) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", route);
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    return call(event.toString().getBytes(UTF_8));
  }

  JsonNode call(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), out, new FixedContext("request", millis));
      return Json.mapper().readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode body(JsonNode answer) {
    try {
      return Json.mapper().readTree(answer.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
