package dev.tidemark.promote;

import java.util.Objects;

/**
 * A model and the version of the function that holds it.
 *
 * @param modelVersion blank = the function answers without a model
 * @param functionVersion blank = not published yet
 */
record Served(String modelVersion, String functionVersion) {
  static final Served NOTHING = new Served("", "");

  Served {
    Objects.requireNonNull(modelVersion, "modelVersion");
    Objects.requireNonNull(functionVersion, "functionVersion");
  }
}
