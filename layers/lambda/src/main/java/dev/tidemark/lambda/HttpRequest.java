package dev.tidemark.lambda;

import java.util.Map;

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
}
