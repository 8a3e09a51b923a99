package dev.tidemark.lambda;

/** Ends a request with a {@link Problem} from any depth of a handler's code. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
