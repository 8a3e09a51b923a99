package dev.tidemark.local.aws.lambda;

/** An invocation took longer than it may. */
public final class FunctionTimeoutException extends FunctionException {
  public FunctionTimeoutException(String message) {
    super(message);
  }
}
