package dev.tidemark.ingestapi;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a request's list of entries, as far as it is one. */
final class Body {
  /** Largest body in bytes. */
  static final int MAX_BYTES = 1 << 20;

  /** Most entries in a list. */
  static final int MAX_ENTRIES = 500;

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/(json|[a-z0-9.!#$&^_-]+\\+json)\\s*(;.*)?");

  private Body() {}

  /**
   * The list under {@code name}.
   *
   * @throws ProblemException where there is none, or it is too large
   */
  static JsonNode entries(HttpRequest request, String name) {
    String type = request.header("content-type").strip().toLowerCase(Locale.ROOT);
    if (!JSON_TYPE.matcher(type).matches()) {
      throw new ProblemException(
          415,
          new InvalidFieldException(
                  "content-type", type.isEmpty() ? null : type, "send application/json")
              .getMessage());
    }
    if (request.body().length > MAX_BYTES) {
      throw new ProblemException(
          413, "The body has " + request.body().length + " bytes; send at most " + MAX_BYTES);
    }
    JsonNode list = parse(request.body(), name).path(name);
    if (!list.isArray()) {
      throw new ProblemException(400, name + ": send {\"" + name + "\": [...]}");
    }
    if (list.size() > MAX_ENTRIES) {
      throw new ProblemException(
          413, name + ": " + list.size() + " entries; send at most " + MAX_ENTRIES);
    }
    return list;
  }

  private static JsonNode parse(byte[] body, String name) {
    try {
      return Json.mapper()
          .readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      // Read as something else, letters would be lost and two ids could become one.
      throw new ProblemException(400, "The body is not text in UTF-8; send UTF-8");
    } catch (IOException e) {
      throw new ProblemException(
          400, "The body is not JSON" + place(e) + "; send {\"" + name + "\": [...]} in UTF-8");
    }
  }

  /** The parser's own message is not passed on: it names its classes. */
  private static String place(IOException e) {
    JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? ""
        : " from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on";
  }
}
