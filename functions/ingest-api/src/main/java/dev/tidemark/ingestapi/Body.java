package dev.tidemark.ingestapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.JsonBody;
import dev.tidemark.lambda.ProblemException;

/** Reads a request's list of entries, as far as it is one. */
final class Body {
  /** Most entries in a list. */
  static final int MAX_ENTRIES = 500;

  private Body() {}

  /**
   * The list under {@code name}.
   *
   * @throws ProblemException where there is none, or it is too large
   */
  static JsonNode entries(HttpRequest request, String name) {
    String example = "{\"" + name + "\": [...]}";
    JsonNode list = JsonBody.read(request, example).path(name);
    if (!list.isArray()) {
      throw new ProblemException(400, name + ": send " + example);
    }
    if (list.size() > MAX_ENTRIES) {
      throw new ProblemException(
          413, name + ": " + list.size() + " entries; send at most " + MAX_ENTRIES);
    }
    return list;
  }
}
