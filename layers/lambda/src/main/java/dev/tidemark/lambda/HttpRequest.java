package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An HTTP request as API Gateway hands it over (payload format 2.0).
 *
 * @param route the route key of the template, such as {@code POST /v1/events}
 * @param pathParameters decoded by the gateway, so never to be decoded again
 * @param query decoded by the gateway, which joins the values of a repeated parameter by commas
 * @param headers by lower-case name
 * @param body empty where there is none; belongs to the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of the bytes, never compared
public record HttpRequest(
    String route,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  public HttpRequest {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /**
   * The value of a header, or an empty text.
   *
   * @param name in lower case
   */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Reads the gateway's event. */
  static HttpRequest read(InputStream in) throws IOException {
    JsonNode event = Json.mapper().readTree(in);
    return new HttpRequest(
        event.path("routeKey").asText(),
        texts(event.path("pathParameters"), name -> name),
        texts(event.path("queryStringParameters"), name -> name),
        // Header names have no case; the gateway sends lower case, tools that imitate it may not.
        texts(event.path("headers"), name -> name.toLowerCase(Locale.ROOT)),
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
      throw new ProblemException(400, "The body is not the base64 text it claims to be");
    }
  }

  /** Members whose names become the same are joined by commas. */
  private static Map<String, String> texts(JsonNode object, UnaryOperator<String> naming) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      texts.merge(naming.apply(member.getKey()), member.getValue().asText(), (a, b) -> a + "," + b);
    }
    return texts;
  }
}
