package dev.tidemark.training.fit;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Window;
import dev.tidemark.training.data.BehaviourWeights;

/**
 * A window of one history. Position {@code t} of its sequence has read the interactions up to from
 * + t - 1 and asks for what comes next.
 *
 * @param trained interactions of the history that may be predicted
 * @param byTime whether what comes next is all that happened at the next time, as when a request
 *     sees whole baskets; otherwise it is the next interaction, whatever its time
 * @param weights of what is to be predicted
 */
public record TrainingWindow(
    History history, Window window, int trained, boolean byTime, BehaviourWeights weights) {

  /** Hears of each question. */
  public interface Questions {
    /**
     * @param position that asks
     * @param row of the history that comes next
     */
    void ask(int position, int row);
  }

  /** Hears of each right answer to a question. */
  public interface Answers {
    /**
     * @param row of the history to be predicted
     */
    void target(int row);
  }

  int length() {
    return window.to() - window.from();
  }

  /** Hands over every position within the window after which a target comes next. */
  public void questions(Questions questions) {
    for (int end = window.firstTarget(); end < window.to(); end++) {
      if ((!byTime || (end > 0 && history.millis(end) > history.millis(end - 1)))
          && isTargetNext(end)) {
        questions.ask(end - window.from(), end);
      }
    }
  }

  private boolean isTargetNext(int next) {
    boolean[] found = new boolean[1];
    answers(next, row -> found[0] = true);
    return found[0];
  }

  /** How much a row counts as an answer; 0 = it is none. */
  float weight(int row) {
    return weights.of(history.behaviour(row));
  }

  /**
   * Hands over what is right at a question: the next row, or all of its time.
   *
   * @param next row that comes next
   */
  public void answers(int next, Answers answers) {
    int row = next;
    do {
      if (weight(row) > 0) {
        answers.target(row);
      }
      row++;
    } while (byTime && row < trained && history.millis(row) == history.millis(next));
  }

  /** Interactions that are asked for. */
  int targets() {
    int[] count = new int[1];
    questions((position, next) -> answers(next, row -> count[0]++));
    return count[0];
  }

  /** The start token and all interactions but the last, which is only a target. */
  public EncodedSequence encode(SequenceEncoder encoder) {
    return encoder.encode(history, window.from(), window.to() - 1);
  }
}
