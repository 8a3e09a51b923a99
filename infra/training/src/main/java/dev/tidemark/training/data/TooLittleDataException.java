package dev.tidemark.training.data;

/** Nothing is wrong with the data but that there is too little of it for a model. */
public final class TooLittleDataException extends IllegalArgumentException {
  public TooLittleDataException(String message) {
    super(message);
  }
}
