package dev.tidemark.store;

/** A store did not answer, refused for load, or answered with a fault of its own. */
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
