package dev.tidemark.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not served, after RFC 9457. Its type is always {@code about:blank}, which the
 * RFC lets us leave out; the title is then the status in words.
 *
 * @param detail names the field, the value and the remedy; nothing internal
 * @param extra further members, such as {@code field} or {@code rejected}
 */
public record Problem(int status, String title, String detail, Map<String, Object> extra) {
  public Problem {
    extra = Map.copyOf(extra);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, title(status), detail, Map.of());
  }

  /** A field or parameter of the request that cannot be accepted. */
  public static Problem badField(String field, String detail) {
    return of(400, detail).with("field", field);
  }

  /** This problem with one member more. */
  public Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extra);
    more.put(member, value);
    return new Problem(status, title, detail, more);
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.putAll(extra);
    return members;
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
}
