package dev.tidemark.plan;

/**
 * The data of the state machine's next states.
 *
 * @param due whether a model is to be trained
 * @param reason why, or why not, for people
 * @param modelVersion its name, empty where none is due, as the rest
 * @param champion version of the model in service, empty where there is none
 * @param exportPrefix below which both tables are to be exported
 */
record Plan(boolean due, String reason, String modelVersion, String champion, String exportPrefix) {

  static Plan none(String reason) {
    return new Plan(false, reason, "", "", "");
  }

  static Plan of(String reason, String modelVersion, String champion) {
    return new Plan(true, reason, modelVersion, champion, "exports/" + modelVersion);
  }
}
