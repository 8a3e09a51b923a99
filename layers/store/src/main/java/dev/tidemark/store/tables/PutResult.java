package dev.tidemark.store.tables;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param stored records that are now in the store and were not before
 * @param duplicates records that were there already, or came twice in the batch
 * @param unacknowledged records that the store did not confirm after all retries; they may or may
 *     not be there, and sending them again is safe
 * @param erased positions in the batch, in their order, of what a user did before the user was
 *     erased; it is not stored and never will be
 */
public record PutResult(int stored, int duplicates, int unacknowledged, List<Integer> erased) {
  public PutResult {
    erased = List.copyOf(erased);
  }

  /** Of a batch in which nothing is of an erased user. */
  public PutResult(int stored, int duplicates, int unacknowledged) {
    this(stored, duplicates, unacknowledged, List.of());
  }
}
