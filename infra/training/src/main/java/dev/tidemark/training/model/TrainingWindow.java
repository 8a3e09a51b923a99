package dev.tidemark.training.model;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Window;

/** A window of one history: position {@code t} of its sequence predicts interaction from + t. */
public record TrainingWindow(History history, Window window) {

  int length() {
    return window.to() - window.from();
  }

  int targets() {
    return window.to() - window.firstTarget();
  }

  int firstTargetPosition() {
    return window.firstTarget() - window.from();
  }

  /** Vocabulary index of the item to be predicted at a position. */
  public int target(int position) {
    return history.item(window.from() + position);
  }

  /** The start token and all interactions but the last, which is only a target. */
  public EncodedSequence encode(SequenceEncoder encoder) {
    return encoder.encode(history, window.from(), window.to() - 1);
  }
}
