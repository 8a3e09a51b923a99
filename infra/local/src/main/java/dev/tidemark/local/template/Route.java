package dev.tidemark.local.template;

/**
 * One route of the HTTP API.
 *
 * @param method upper case, or {@code ANY}
 * @param path with parameters in braces, such as {@code /v1/users/{id}}
 */
public record Route(String method, String path) {

  /** As payload format 2.0 names it. */
  public String key() {
    return method + " " + path;
  }
}
