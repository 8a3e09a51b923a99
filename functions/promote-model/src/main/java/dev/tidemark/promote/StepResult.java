package dev.tidemark.promote;

import dev.tidemark.model.ServedModel;

/**
 * What a step came to, as the state machine reads it.
 *
 * @param outcome a single word to branch on
 * @param reason for people
 * @param functionVersion that the step was about, or blank
 * @param modelVersion the same of the model
 */
record StepResult(String outcome, String reason, String functionVersion, String modelVersion) {

  static StepResult refused(String reason) {
    return new StepResult("refused", reason, "", "");
  }

  static StepResult of(String outcome, String reason, ServedModel served) {
    return new StepResult(outcome, reason, served.functionVersion(), served.modelVersion());
  }
}
