package dev.tidemark.training.data;

import dev.tidemark.features.History;
import dev.tidemark.features.Vocabulary;

/**
 * A question with a known answer: after the first {@code end} interactions of a history, what comes
 * next?
 *
 * @param targets vocabulary indices of the right answers; {@link #UNKNOWN} for an item that the
 *     vocabulary lacks, which no ranking can find
 * @param millis when it was asked, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of indices, never compared
public record Query(History history, int end, int[] targets, long millis) {
  /** No item has the start token's index. */
  public static final int UNKNOWN = Vocabulary.START;
}
