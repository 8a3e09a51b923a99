package dev.tidemark.training.network;

import dev.tidemark.features.Input;
import java.util.Map;

/**
 * One tower's share of a training batch. A row's slots are its older interactions, the start token
 * and its window, see {@code EncodedSequence}; its positions are the slots of the window. All are
 * time-major: slot {@code t} of row {@code r} stands at {@code t * rows + r}.
 *
 * @param rows sequences
 * @param inputs [slots * rows] or [positions * rows] for each; 0 also fills what is not there
 * @param seconds times from any origin of the row's own, [slots * rows]; {@link #HIDDEN} for what
 *     is not there
 * @param requestSeconds the time asked about at each position, from the same origin, [positions *
 *     rows]
 * @param predictFrom row-major indices of the positions that ask, {@code r * positions + t},
 *     [chunks * questions]
 * @param askedBy of each target the question in its chunk, from 0 on, [chunks * targets]
 * @param targets rows of the item table to be predicted (vocabulary index - 1), [chunks * targets]
 * @param popularity shares of the targets in what was popular lately, [chunks * targets]
 * @param weights of the targets, 0 for filling, [chunks * targets]
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record TowerBatch(
    int rows,
    Map<Input, int[]> inputs,
    int[] seconds,
    int[] requestSeconds,
    int[] predictFrom,
    int[] askedBy,
    int[] targets,
    float[] popularity,
    float[] weights) {

  /** Parts of the targets that go through the softmax one after the other. */
  public static final int CHUNKS = 4;

  /** A time after everything, so that it has no age yet. */
  public static final int HIDDEN = Integer.MAX_VALUE / 2;

  public int[] of(Input input) {
    return inputs.get(input);
  }
}
