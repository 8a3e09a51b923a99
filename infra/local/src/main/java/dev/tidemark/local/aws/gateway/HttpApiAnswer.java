package dev.tidemark.local.aws.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns what a function returned (payload format 2.0) into an HTTP answer. */
final class HttpApiAnswer {
  /** Set by the server itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

  /** API Gateway's own answers all look like this. */
  void message(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, LocalJson.bytes(Map.of("message", text)));
  }

  void write(HttpExchange exchange, byte[] returned) throws IOException {
    JsonNode answer = LocalJson.MAPPER.readTree(returned);
    if (!answer.path("statusCode").isInt()) {
      // Without a status the gateway takes the whole as the body of a 200.
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      send(exchange, 200, returned);
      return;
    }
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText());
      }
    }
    answer
        .path("cookies")
        .forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie.asText()));
    String body = answer.path("body").asText("");
    send(
        exchange,
        answer.path("statusCode").asInt(),
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty =
        body.length == 0
            || WITHOUT_BODY.contains(status)
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }
}
