package dev.tidemark.promote;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a state of the state machine, or an operator, asks for. */
enum PromotionStep {
  /** Judges the model and, where it is good enough, publishes a function version with it. */
  PUBLISH,
  /** Tells whether that version is ready. */
  READY,
  /** Warms the version up and gives it a share of the requests. */
  CANARY,
  /** Tells whether the version answered well. */
  CHECK,
  /** Gives all requests to the version: its model is the champion. */
  SHIFT,
  /** Gives all requests back to the champion. */
  BACK,
  /**
   * Brings a former champion, the model beside the champion, or the champion alone and with today's
   * code, into service; ends the experiment.
   */
  ROLLBACK,
  /** Publishes a function version that answers a share of the users by the model. */
  EXPERIMENT,
  /** After a deployment, whichever version that left in service: the champion, with its code. */
  SETTLE;

  /**
   * @throws IllegalArgumentException naming all steps
   */
  static PromotionStep of(String name) {
    return Arrays.stream(values())
        .filter(step -> step.lowerCase().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "step '"
                        + name
                        + "' is not accepted; give one of "
                        + Arrays.stream(values())
                            .map(PromotionStep::lowerCase)
                            .collect(Collectors.joining(", "))));
  }

  private String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
