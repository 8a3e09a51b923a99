package dev.tidemark.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param headers by lower-case name
 * @param body UTF-8 text
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of the bytes, never compared
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {
  private static final String CONTENT_TYPE = "content-type";

  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  /** An answer whose body is the object as JSON. */
  public static HttpResponse json(int status, Object body) {
    return new HttpResponse(status, Map.of(CONTENT_TYPE, "application/json"), bytes(body));
  }

  /** The problem as {@code application/problem+json}. */
  public static HttpResponse problem(Problem problem) {
    return new HttpResponse(
        problem.status(),
        Map.of(CONTENT_TYPE, "application/problem+json"),
        bytes(problem.members()));
  }

  /**
   * This answer with one header more.
   *
   * @param name in lower case
   */
  public HttpResponse withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, more, body);
  }

  private static byte[] bytes(Object body) {
    try {
      return Json.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is not expressible as JSON", e);
    }
  }
}
