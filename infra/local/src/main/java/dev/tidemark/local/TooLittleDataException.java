package dev.tidemark.local;

/** There is too little data for a model yet; the product serves without one. */
public final class TooLittleDataException extends RuntimeException {
  public TooLittleDataException(String message) {
    super(message);
  }
}
