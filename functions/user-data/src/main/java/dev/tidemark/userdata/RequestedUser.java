package dev.tidemark.userdata;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Ids;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.lambda.HttpRequest;

/** Whom a request is about. */
final class RequestedUser {
  private static final String USER = "userId";

  /** Stands in the path for an id that a path cannot hold, such as one with a slash. */
  private static final String ELSEWHERE = "-";

  private RequestedUser() {}

  /**
   * The id of the path or, where that only stands for it, the parameter's.
   *
   * @throws InvalidFieldException where there is none
   */
  static String of(HttpRequest request) {
    String inPath = request.pathParameters().getOrDefault("id", "");
    String given = request.query().getOrDefault(USER, "");
    if (given.isEmpty()) {
      return checked("id", inPath);
    }
    if (!inPath.equals(ELSEWHERE)) {
      throw new InvalidFieldException(
          USER, given, "the path says '" + inPath + "'; give '" + ELSEWHERE + "' there");
    }
    return checked(USER, given);
  }

  private static String checked(String name, String id) {
    if (id.isBlank() || id.length() > Event.MAX_ID) {
      throw new InvalidFieldException(
          name, id.isEmpty() ? null : id, "give an id of 1 to " + Event.MAX_ID + " characters");
    }
    return Ids.stripped(id);
  }
}
