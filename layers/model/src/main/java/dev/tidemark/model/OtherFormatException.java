package dev.tidemark.model;

import java.util.Optional;

/** A model package of a format that this code does not read; the message says which and why. */
public final class OtherFormatException extends ModelPackageException {
  private final String version;
  private final transient Optional<PopularItems> popular;

  OtherFormatException(String version, int format, Optional<PopularItems> popular) {
    super("model " + version + ": " + reason(format));
    this.version = version;
    this.popular = popular;
  }

  static String reason(int format) {
    return "its package has format "
        + format
        + ", understood is format "
        + Manifest.FORMAT
        + "; train a new model";
  }

  /** Of the model. */
  public String version() {
    return version;
  }

  /** What can be answered all the same; empty where that is not readable either. */
  public Optional<PopularItems> popular() {
    return popular;
  }
}
