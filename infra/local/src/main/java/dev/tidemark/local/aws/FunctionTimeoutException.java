package dev.tidemark.local.aws;

/** An invocation took longer than it may. */
public final class FunctionTimeoutException extends FunctionException {
  public FunctionTimeoutException(String message) {
    super(message);
  }
}
