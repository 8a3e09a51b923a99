package dev.tidemark.training.network;

/**
 * One tower's share of a training batch. Indices are time-major: the step {@code t} of the row
 * {@code r} stands at {@code t * rows + r}.
 *
 * @param rows sequences
 * @param items vocabulary indices, [steps * rows]; 0 also fills short rows
 * @param behaviours [steps * rows]
 * @param gaps [steps * rows]
 * @param positions flat indices of the steps that predict, [chunks * columns]
 * @param targets rows of the item table to be predicted (vocabulary index - 1), as positions
 * @param weights of the targets; 0 for filling
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record TowerBatch(
    int rows,
    int[] items,
    int[] behaviours,
    int[] gaps,
    int[] positions,
    int[] targets,
    float[] weights) {}
