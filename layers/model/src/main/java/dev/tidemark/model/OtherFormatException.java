package dev.tidemark.model;

/** A model package of a format that this code does not read; the message says which and why. */
public final class OtherFormatException extends ModelPackageException {
  OtherFormatException(String version, int format) {
    super(
        "model "
            + version
            + ": its package has format "
            + format
            + ", understood is format "
            + Manifest.FORMAT
            + "; train a new model");
  }
}
