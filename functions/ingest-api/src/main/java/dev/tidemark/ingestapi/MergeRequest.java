package dev.tidemark.ingestapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Ids;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.JsonBody;
import dev.tidemark.lambda.ProblemException;
import java.util.Map;

/** Who logged in, and under which id somebody was known until then. */
record MergeRequest(String userId, String sessionId) {
  private static final String SESSION = "sessionId";
  private static final String USER = "userId";

  /** Stands in the path for an id that a path cannot hold, such as one with a slash. */
  private static final String ELSEWHERE = "-";

  /**
   * @throws ProblemException where the request does not tell both
   */
  static MergeRequest of(HttpRequest request) {
    JsonNode body = JsonBody.read(request, "{\"sessionId\": \"...\"}");
    try {
      String userId = userId(request.pathParameters().getOrDefault("id", ""), body.path(USER));
      String sessionId =
          id(SESSION, body.path(SESSION).isTextual() ? body.path(SESSION).asText() : "");
      if (sessionId.equals(userId)) {
        throw new InvalidFieldException(SESSION, sessionId, "give another id than the user's");
      }
      return new MergeRequest(userId, sessionId);
    } catch (InvalidFieldException e) {
      throw new ProblemException(400, e.getMessage(), Map.of("field", e.field()));
    }
  }

  /** The id of the path or, where that only stands for it, the body's. */
  private static String userId(String inPath, JsonNode given) {
    if (given.isMissingNode()) {
      return id("id", inPath);
    }
    if (!inPath.equals(ELSEWHERE)) {
      throw new InvalidFieldException(
          USER, given.asText(), "the path says '" + inPath + "'; give '" + ELSEWHERE + "' there");
    }
    return id(USER, given.isTextual() ? given.asText() : "");
  }

  private static String id(String name, String id) {
    if (id.isBlank() || id.length() > Event.MAX_ID) {
      throw new InvalidFieldException(
          name, id.isEmpty() ? null : id, "give a text of 1 to " + Event.MAX_ID + " characters");
    }
    return Ids.stripped(id);
  }
}
