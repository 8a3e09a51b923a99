package dev.tidemark.training.network;

/**
 * Size that the sequences of a batch are filled up to.
 *
 * @param positions of the window, the start token included
 * @param older slots before it that only the long-term interest looks at
 */
public record SequenceSize(int positions, int older) {
  public int slots() {
    return older + positions;
  }

  @Override
  public String toString() {
    return older + "_" + positions;
  }
}
