package dev.tidemark.promote.port;

/** A version of the serving function failed on a request. */
public final class InvocationFailedException extends RuntimeException {
  public InvocationFailedException(String message) {
    super(message);
  }
}
