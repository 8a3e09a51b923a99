package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads API Gateway's event, payload format 2.0. */
final class HttpEvent {
  private HttpEvent() {}

  static HttpRequest read(InputStream in) throws IOException {
    JsonNode event = Json.mapper().readTree(in);
    return new HttpRequest(
        event.path("routeKey").asText(),
        texts(event.path("pathParameters")),
        texts(event.path("queryStringParameters")),
        lowerCase(texts(event.path("headers"))),
        body(event));
  }

  private static byte[] body(JsonNode event) {
    String body = event.path("body").asText("");
    if (!event.path("isBase64Encoded").asBoolean()) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(400, "The body is not the base64 text it claims to be"));
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      texts.put(member.getKey(), member.getValue().asText());
    }
    return texts;
  }

  /** Header names have no case; the gateway sends lower case, tools that imitate it may not. */
  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new HashMap<>();
    headers.forEach(
        (name, value) -> lower.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + "," + b));
    return lower;
  }
}
