package dev.tidemark.model;

/** A model package that is incomplete, altered or not readable; the message names the version. */
public class ModelPackageException extends RuntimeException {
  public ModelPackageException(String message) {
    super(message);
  }

  public ModelPackageException(String message, Throwable cause) {
    super(message, cause);
  }
}
