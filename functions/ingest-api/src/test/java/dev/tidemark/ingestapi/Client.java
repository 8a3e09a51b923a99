package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Calls the handler as API Gateway does. */
final class Client {
  private static final Context CONTEXT = new FixedContext("request-1", 10_000);

  private final IngestHandler handler;

  Client(Ports ports) {
    this(ports, new Metrics("ingest-api", line -> {}));
  }

  Client(Ports ports, Metrics metrics) {
    handler = new IngestHandler(new IngestApi(ports, metrics));
  }

  /** An answer with its parsed body. */
  record Answer(int status, JsonNode headers, String text) {
    JsonNode body() {
      try {
        return Json.mapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Answer events(String body) {
    return call(IngestHandler.EVENTS, "application/json", body.getBytes(UTF_8));
  }

  Answer items(String body) {
    return call(IngestHandler.ITEMS, "application/json", body.getBytes(UTF_8));
  }

  Answer patches(String body) {
    return call(IngestHandler.PATCHES, "application/json", body.getBytes(UTF_8));
  }

  Answer call(String route, String contentType, byte[] body) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("version", "2.0").put("routeKey", route);
    event.putObject("headers").put("Content-Type", contentType);
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    return call(event.toString().getBytes(UTF_8));
  }

  Answer call(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, CONTEXT);
      JsonNode answer = Json.mapper().readTree(out.toByteArray());
      return new Answer(
          answer.path("statusCode").asInt(), answer.path("headers"), answer.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
