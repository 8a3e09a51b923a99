package dev.tidemark.training.fit;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Window;
import dev.tidemark.training.data.BehaviourWeights;
import java.util.stream.IntStream;

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

  /** Of each question within the window, the row of the history that comes next. */
  public IntStream questions() {
    return IntStream.range(window.firstTarget(), window.to())
        .filter(next -> !byTime || (next > 0 && history.millis(next) > history.millis(next - 1)))
        .filter(next -> answers(next).findAny().isPresent());
  }

  /** The position that asks a question. */
  public int position(int next) {
    return next - window.from();
  }

  /** How much a row counts as an answer; 0 = it is none. */
  float weight(int row) {
    return weights.of(history.behaviour(row));
  }

  /** The rows that are right at a question: the next one, or all of its time. */
  public IntStream answers(int next) {
    int end = next + 1;
    while (byTime && end < trained && history.millis(end) == history.millis(next)) {
      end++;
    }
    return IntStream.range(next, end).filter(row -> weight(row) > 0);
  }

  /** Interactions that are asked for. */
  int targets() {
    return (int) questions().flatMap(this::answers).count();
  }

  /** The start token and all interactions but the last, which is only a target. */
  public EncodedSequence encode(SequenceEncoder encoder) {
    return encoder.encode(history, window.from(), window.to() - 1);
  }
}
