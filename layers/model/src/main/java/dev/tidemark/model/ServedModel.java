package dev.tidemark.model;

import java.util.Objects;

/**
 * A model and the version of the function that holds it.
 *
 * @param modelVersion blank = the function answers without a model
 * @param functionVersion blank = not published yet
 */
public record ServedModel(String modelVersion, String functionVersion) {
  public static final ServedModel NOTHING = new ServedModel("", "");

  /** What a file leaves out is blank. */
  public ServedModel {
    modelVersion = Objects.requireNonNullElse(modelVersion, "");
    functionVersion = Objects.requireNonNullElse(functionVersion, "");
  }
}
