package dev.tidemark.lambda;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the body of a request that must be JSON. */
public final class JsonBody {
  /** Largest body in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int SHOWN_CHARACTERS = 64;

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/(json|[a-z0-9.!#$&^_-]+\\+json)\\s*(;.*)?");

  private JsonBody() {}

  /**
   * @param example what should have been sent
   * @throws ProblemException where it is no JSON in UTF-8, or too large
   */
  public static JsonNode read(HttpRequest request, String example) {
    String type = request.header("content-type").strip().toLowerCase(Locale.ROOT);
    if (!JSON_TYPE.matcher(type).matches()) {
      throw new ProblemException(
          415,
          "content-type: "
              + (type.isEmpty() ? "is missing" : "'" + legible(type) + "' is not accepted")
              + "; send application/json");
    }
    if (request.body().length > MAX_BYTES) {
      throw new ProblemException(
          413, "The body has " + request.body().length + " bytes; send at most " + MAX_BYTES);
    }
    try {
      return Json.mapper()
          .readTree(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(request.body()))
                  .toString());
    } catch (CharacterCodingException e) {
      // Read as something else, letters would be lost and two ids could become one.
      throw new ProblemException(400, "The body is not text in UTF-8; send UTF-8");
    } catch (IOException e) {
      throw new ProblemException(
          400, "The body is not JSON" + place(e) + "; send " + example + " in UTF-8");
    }
  }

  private static String legible(String type) {
    String shown = type.replaceAll("[^\\x20-\\x7E]", "?");
    return shown.length() <= SHOWN_CHARACTERS
        ? shown
        : shown.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** The parser's own message is not passed on: it names its classes. */
  private static String place(IOException e) {
    JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? ""
        : " from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on";
  }
}
