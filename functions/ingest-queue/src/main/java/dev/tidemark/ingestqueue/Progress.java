package dev.tidemark.ingestqueue;

import dev.tidemark.data.CleaningReport.Rejection;
import java.util.Map;

/**
 * How far the import of a file came, for the invocation that goes on with it.
 *
 * @param line the first one that is not taken in; 0 = none is
 * @param again entries from that line on that are stored already, and counted in {@code stored}
 * @param refused by field
 */
record Progress(
    long line, long stored, long duplicates, long again, Map<String, Rejection> refused) {
  static final Progress NONE = new Progress(0, 0, 0, 0, Map.of());

  Progress {
    refused = Map.copyOf(refused);
  }

  /** The same, of a batch of which only some were stored. */
  Progress withStored(long some) {
    return new Progress(line, stored + some, duplicates, again + some, refused);
  }
}
