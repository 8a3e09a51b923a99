package dev.tidemark.training.model;

import dev.tidemark.features.History;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.data.TrainingData;
import java.util.Optional;

/**
 * What is to be predicted, and how much each right answer counts.
 *
 * @param popularity shares of items in what was popular lately
 * @param steps to look ahead, 1 = only what comes next
 * @param laterWeight of an answer one step later, relative to the one before
 * @param newest time of the newest interaction, epoch milliseconds
 * @param halfLife milliseconds before that at which an answer counts half
 * @param soft what teachers would answer
 * @param softWeight share of that in what a question counts
 */
public record Targets(
    RecentShare popularity,
    int steps,
    float laterWeight,
    long newest,
    double halfLife,
    Optional<SoftTargets> soft,
    float softWeight) {

  /** What comes next, each answer counting alike. */
  public static Targets next(RecentShare popularity) {
    return new Targets(popularity, 1, 1f, 0, Double.POSITIVE_INFINITY, Optional.empty(), 0f);
  }

  static Targets of(TrainingData data, Hyperparameters parameters, Optional<SoftTargets> soft) {
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    for (int user = 0; user < data.trained().length; user++) {
      History history = data.histories().get(user);
      for (int row = 0; row < data.trained()[user]; row++) {
        oldest = Math.min(oldest, history.millis(row));
        newest = Math.max(newest, history.millis(row));
      }
    }
    return new Targets(
        data.recent(),
        parameters.ahead(),
        parameters.laterWeight(),
        newest,
        Math.max(1, parameters.halfLife() * (double) (newest - oldest)),
        soft,
        soft.isPresent() ? parameters.teacherWeight() : 0f);
  }

  float weight(History history, int row, int later) {
    double age = (newest - history.millis(row)) / halfLife;
    return (float) (Math.pow(laterWeight, later) * Math.pow(0.5, age));
  }
}
