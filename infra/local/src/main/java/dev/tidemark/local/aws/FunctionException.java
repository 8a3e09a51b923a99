package dev.tidemark.local.aws;

/** A function could not be started, crashed, or ended an invocation with an error. */
public class FunctionException extends RuntimeException {
  public FunctionException(String message) {
    super(message);
  }
}
