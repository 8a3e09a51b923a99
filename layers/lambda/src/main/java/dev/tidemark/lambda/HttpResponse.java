package dev.tidemark.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** Why a request was not served, with no further members. */
  public static HttpResponse problem(int status, String detail) {
    return problem(status, detail, Map.of());
  }

  /**
   * Why a request was not served, after RFC 9457. Its type is always {@code about:blank}, which the
   * RFC lets us leave out; the title is then the status in words.
   *
   * @param detail names the field, the value and the remedy; nothing internal
   * @param more further members, such as {@code field} or {@code rejected}
   */
  public static HttpResponse problem(int status, String detail, Map<String, ?> more) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("title", title(status));
    members.put("status", status);
    members.put("detail", detail);
    members.putAll(more);
    return new HttpResponse(
        status, Map.of(CONTENT_TYPE, "application/problem+json"), bytes(members));
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Error";
    };
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
