package dev.tidemark.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.files.Folder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls the handler as API Gateway does. */
final class Client {
  static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z"));
  static final Metrics SILENT = new Metrics("recommend", line -> {});
  static final String USER = "user-1";
  static final UserKey KEY = USERS.keyOf(USER);

  static final ModelList NO_MODELS = models(new InMemoryFolder());

  private final RecommendHandler handler;
  private final int millisLeft;

  Client(Serving serving) {
    this(serving, NO_MODELS, SILENT);
  }

  Client(Serving serving, ModelList models) {
    this(serving, models, SILENT);
  }

  Client(Serving serving, Metrics metrics) {
    this(serving, NO_MODELS, metrics);
  }

  private Client(Serving serving, ModelList models, Metrics metrics) {
    this(new RecommendHandler(serving, models, metrics), 10_000);
  }

  private Client(RecommendHandler handler, int millisLeft) {
    this.handler = handler;
    this.millisLeft = millisLeft;
  }

  /** Lists what is in the store. */
  static ModelList models(Folder store) {
    return new ModelList(new ModelRegistry(store));
  }

  Client withMillisLeft(int millis) {
    return new Client(handler, millis);
  }

  /** The whole answer of the function. */
  JsonNode call(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), out, new FixedContext("id-1", millisLeft));
      return Json.mapper().readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode call(String userId, Map<String, String> query) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", "GET /v1/users/{id}/recommendations");
    event.putObject("pathParameters").put("id", userId);
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    return call(event.toString().getBytes(UTF_8));
  }

  /** The body of a successful answer for {@link #USER}. */
  JsonNode recommendations(Map<String, String> query) {
    JsonNode answer = call(USER, query);
    if (answer.path("statusCode").asInt() != 200) {
      throw new AssertionError("not answered: " + answer);
    }
    return body(answer);
  }

  /** The answer to a body that is posted for {@link #USER}. */
  JsonNode post(String json) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routeKey", "POST /v1/users/{id}/recommendations").put("body", json);
    event.putObject("pathParameters").put("id", USER);
    event.putObject("headers").put("content-type", "application/json");
    return call(event.toString().getBytes(UTF_8));
  }

  /** The ids of answered items, in their order. */
  static List<String> ids(JsonNode body) {
    List<String> ids = new ArrayList<>();
    body.path("items").forEach(item -> ids.add(item.path("itemId").asText()));
    return ids;
  }

  static JsonNode body(JsonNode answer) {
    try {
      return Json.mapper().readTree(answer.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
