package dev.tidemark.model;

import java.util.Objects;

/**
 * A model, maybe another one beside it, and the version of the function that holds them.
 *
 * @param modelVersion blank = the function answers without a model
 * @param functionVersion blank = not published yet
 * @param experiment {@link Experiment#NONE} = the model answers everybody
 */
public record ServedModel(String modelVersion, String functionVersion, Experiment experiment) {
  public static final ServedModel NOTHING = new ServedModel("", "");

  /** What a file leaves out is blank. */
  public ServedModel {
    modelVersion = Objects.requireNonNullElse(modelVersion, "");
    functionVersion = Objects.requireNonNullElse(functionVersion, "");
    experiment = Objects.requireNonNullElse(experiment, Experiment.NONE);
  }

  /** One that answers everybody. */
  public ServedModel(String modelVersion, String functionVersion) {
    this(modelVersion, functionVersion, Experiment.NONE);
  }

  /** The same in a version of the function. */
  public ServedModel in(String version) {
    return new ServedModel(modelVersion, version, experiment);
  }

  /** Whether the same models answer, whatever version of the function holds them. */
  public boolean answersAs(ServedModel other) {
    return in("").equals(other.in(""));
  }
}
