package dev.tidemark.forecast.sales;

/** There is too little to forecast from; the message says what is missing and what to do. */
public final class NoForecastException extends RuntimeException {
  public NoForecastException(String message) {
    super(message);
  }
}
