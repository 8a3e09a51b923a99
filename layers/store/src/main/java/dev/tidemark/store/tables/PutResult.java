package dev.tidemark.store.tables;

/**
 * What became of a batch.
 *
 * @param stored records that are now in the store and were not before
 * @param duplicates records that were there already, or came twice in the batch
 * @param unacknowledged records that the store did not confirm after all retries; they may or may
 *     not be there, and sending them again is safe
 */
public record PutResult(int stored, int duplicates, int unacknowledged) {}
