package dev.tidemark.training.network;

/**
 * One tower's share of a training batch. A row's slots are its older interactions, the start token
 * and its window, see {@code EncodedSequence}; its positions are the slots of the window. All are
 * time-major: slot {@code t} of row {@code r} stands at {@code t * rows + r}.
 *
 * @param rows sequences
 * @param items vocabulary indices, [slots * rows]; 0 also fills what is not there
 * @param behaviours [slots * rows]
 * @param gaps [slots * rows]
 * @param occurrences [slots * rows]
 * @param seconds times from any origin of the row's own, [slots * rows]; {@link #HIDDEN} for what
 *     is not there
 * @param requestGaps buckets of the time until what is asked at each position, [positions * rows]
 * @param requestContexts months and promotions then, [positions * rows]
 * @param requestSeconds the time asked about, from the same origin, [positions * rows]
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
    int[] items,
    int[] behaviours,
    int[] gaps,
    int[] occurrences,
    int[] seconds,
    int[] requestGaps,
    int[] requestContexts,
    int[] requestSeconds,
    int[] predictFrom,
    int[] askedBy,
    int[] targets,
    float[] popularity,
    float[] weights) {

  /** A time after everything, so that it has no age yet. */
  public static final int HIDDEN = Integer.MAX_VALUE / 2;
}
