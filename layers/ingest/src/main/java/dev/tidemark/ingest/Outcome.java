package dev.tidemark.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
   * An entry as the sender is told of it.
   *
   * @param index position in the list, from 0 on
   * @param error for the sender and never for a log
   * @param field that the error is about, for a log
   */
  public record Rejected(int index, String error, @JsonIgnore String field) {
    static Rejected of(int index, InvalidFieldException e) {
      return new Rejected(index, e.getMessage(), e.field());
    }
  }

  /** Whether there was any valid entry. */
  public boolean hasValid() {
    return stored.stored() + stored.duplicates() + stored.unacknowledged() > 0;
  }
}
