package dev.tidemark.ingest;

import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.store.tables.PutResult;
import java.util.List;

/**
 * What became of a list of entries.
 *
 * @param stored of the valid ones
 */
public record Outcome(PutResult stored, List<Rejected> rejected) {
  public Outcome {
    rejected = List.copyOf(rejected);
  }

  /**
   * @param index position in the list, from 0 on
   * @param reason its message is for the sender and never for a log
   */
  public record Rejected(int index, InvalidFieldException reason) {}

  /** Whether there was any valid entry. */
  public boolean hasValid() {
    return stored.stored() + stored.duplicates() + stored.unacknowledged() > 0;
  }
}
