package dev.tidemark.servers.child;

/** A server could not be started; the message is one line that says why. */
public final class ChildServerException extends RuntimeException {
  public ChildServerException(String message) {
    super(message);
  }

  public ChildServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
