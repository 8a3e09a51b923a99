package dev.tidemark.data;

/** A data folder that cannot be read at all; the message is one line for the person who gave it. */
public final class DatasetException extends RuntimeException {
  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
