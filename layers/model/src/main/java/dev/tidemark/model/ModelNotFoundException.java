package dev.tidemark.model;

/** The model registry holds no complete model of the version that was asked for. */
public final class ModelNotFoundException extends RuntimeException {
  public ModelNotFoundException(String message) {
    super(message);
  }
}
