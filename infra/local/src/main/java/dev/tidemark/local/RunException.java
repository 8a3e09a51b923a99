package dev.tidemark.local;

/** A step of the run failed; one line, perhaps with the end of a log. Exit code 1. */
public final class RunException extends RuntimeException {
  public RunException(String message) {
    super(message);
  }

  public RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
