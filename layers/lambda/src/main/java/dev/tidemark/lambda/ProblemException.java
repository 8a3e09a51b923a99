package dev.tidemark.lambda;

import java.util.Map;

/** Ends a request with a problem from any depth of a handler's code. */
public final class ProblemException extends RuntimeException {
  private final transient HttpResponse answer;

  /**
   * @param detail and the others as in {@link HttpResponse#problem(int, String, Map)}
   */
  public ProblemException(int status, String detail, Map<String, ?> more) {
    super(detail);
    answer = HttpResponse.problem(status, detail, more);
  }

  public ProblemException(int status, String detail) {
    this(status, detail, Map.of());
  }

  HttpResponse answer() {
    return answer;
  }
}
