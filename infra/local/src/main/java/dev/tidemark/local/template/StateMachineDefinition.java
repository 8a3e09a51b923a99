package dev.tidemark.local.template;

import java.nio.file.Path;
import java.util.Map;

/**
 * One state machine of the template.
 *
 * @param definition its file, absolute
 * @param substitutions what stands for <code>${...}</code> in that file
 * @param schedule that starts it, such as {@code rate(1 day)}; empty = none
 */
public record StateMachineDefinition(
    String arn, Path definition, Map<String, String> substitutions, String schedule) {

  /** Logical id of the one that trains, the only one that the local run knows. */
  public static final String TRAINING = "TrainingMachine";

  public StateMachineDefinition {
    substitutions = Map.copyOf(substitutions);
  }
}
