package dev.tidemark.features;

/**
 * The model's input for one sequence: the start token, then interactions, oldest first. The arrays
 * have one length, from 1 to the window, and belong to the receiver.
 *
 * @param items item indices; the first is {@link Vocabulary#START}
 * @param behaviours behaviour indices; 0 at the start
 * @param gaps buckets of the time since the interaction before, see {@link TimeGap}
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record EncodedSequence(int[] items, int[] behaviours, int[] gaps) {
  public int length() {
    return items.length;
  }
}
