package dev.tidemark.forecast;

/** An item or a category is asked for that nothing is known of. */
public final class UnknownSeriesException extends RuntimeException {
  UnknownSeriesException(String message) {
    super(message);
  }
}
