package dev.tidemark.training.model;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Window;

/**
 * A window of one history. Position {@code t} of its sequence has read the interactions up to from
 * + t - 1 and asks for what comes next.
 *
 * @param trained interactions of the history that may be predicted
 * @param byTime whether what comes next is all that happened at the next time, as when a request
 *     sees whole baskets; otherwise it is the next interaction, whatever its time
 */
public record TrainingWindow(History history, Window window, int trained, boolean byTime) {

  /** Hears of each target. */
  public interface Sink {
    /**
     * @param position that asks
     * @param row of the history to be predicted
     */
    void target(int position, int row);
  }

  int length() {
    return window.to() - window.from();
  }

  /** Hands over every target that is asked for within the window. */
  public void targets(Sink sink) {
    for (int end = window.firstTarget(); end < window.to(); end++) {
      if (!byTime) {
        sink.target(end - window.from(), end);
      } else if (end > 0 && history.millis(end) > history.millis(end - 1)) {
        for (int row = end; row < trained && history.millis(row) == history.millis(end); row++) {
          sink.target(end - window.from(), row);
        }
      }
    }
  }

  int targets() {
    int[] count = new int[1];
    targets((position, row) -> count[0]++);
    return count[0];
  }

  /** The start token and all interactions but the last, which is only a target. */
  public EncodedSequence encode(SequenceEncoder encoder) {
    return encoder.encode(history, window.from(), window.to() - 1);
  }
}
