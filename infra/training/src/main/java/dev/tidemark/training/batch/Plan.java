package dev.tidemark.training.batch;

/**
 * What is to be written; one that was interrupted is only gone on with by the same one.
 *
 * @param data hash of what the tables hold
 * @param time for which items are recommended, ISO 8601: when it was begun
 * @param count items for each user
 * @param users in all
 * @param perPart users in a file
 */
public record Plan(String data, String time, int count, int users, int perPart) {

  /** Whether this goes on with an earlier one, whenever that was begun. */
  boolean isThatOf(Plan earlier) {
    return new Plan(data, earlier.time, count, users, perPart).equals(earlier);
  }

  public int parts() {
    return (users + perPart - 1) / perPart;
  }

  public int usersOf(int part) {
    return Math.min(perPart, users - part * perPart);
  }
}
