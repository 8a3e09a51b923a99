package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The HTTP API as a shop's server sees it. */
final class Api {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String base;

  Api(int port) {
    base = "http://localhost:" + port;
  }

  JsonNode recommendations(String user) throws IOException, InterruptedException {
    return get(200, "/v1/users/" + user + "/recommendations?count=20");
  }

  JsonNode get(int status, String path) throws IOException, InterruptedException {
    return send(status, HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  JsonNode delete(String path) throws IOException, InterruptedException {
    return send(200, HttpRequest.newBuilder(URI.create(base + path)).DELETE().build());
  }

  /** An answer as it stands. */
  String text(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(base + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  JsonNode postEvent(String user, String item, Instant time)
      throws IOException, InterruptedException {
    return post(
        Map.of("userId", user, "itemId", item, "type", "view", "timestamp", time.toString()));
  }

  JsonNode post(Map<String, String> event) throws IOException, InterruptedException {
    return post(202, event);
  }

  JsonNode post(int status, Map<String, String> event) throws IOException, InterruptedException {
    return send(status, "POST", "/v1/events", Map.of("events", List.of(event)));
  }

  JsonNode send(int status, String method, String path, Object body)
      throws IOException, InterruptedException {
    return send(
        status,
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build());
  }

  /** Items with their scores, in the answer's order, without one of them. */
  static List<String> itemsBut(String item, JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false)
        .filter(entry -> !entry.path("itemId").asText().equals(item))
        .map(entry -> entry.path("itemId").asText() + "=" + entry.path("score").asDouble())
        .toList();
  }

  /** What somebody gets who has nothing but the address. */
  static int statusOf(String uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private JsonNode send(int status, HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode body = json.readTree(response.body());
    if (response.statusCode() != status) {
      throw new AssertionError(request.uri() + " answered " + response.statusCode() + " " + body);
    }
    return body;
  }
}
