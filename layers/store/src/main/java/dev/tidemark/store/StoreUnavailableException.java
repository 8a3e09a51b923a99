package dev.tidemark.store;

/** A store did not answer, refused for load, or answered with a fault of its own. */
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For logs: the causes by their classes alone, since their messages quote what was sent. */
  public String describe() {
    StringBuilder text = new StringBuilder(getMessage());
    for (Throwable link = getCause(); link != null; link = link.getCause()) {
      text.append(", caused by ").append(link.getClass().getName());
    }
    return text.toString();
  }
}
