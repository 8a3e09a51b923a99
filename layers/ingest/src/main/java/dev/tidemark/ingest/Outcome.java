package dev.tidemark.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.store.tables.PutResult;
import java.util.List;

/**
 * What became of a list of entries.
 *
 * @param stored of the valid ones
 * @param rejected also those of before their user was erased
 * @param dropped positions in the list of what users did who refused consent
 */
public record Outcome(PutResult stored, List<Rejected> rejected, List<Integer> dropped) {
  /** For a log, why an event of an erased user is refused. */
  public static final String ERASED = "user erased";

  public Outcome {
    rejected = List.copyOf(rejected);
    dropped = List.copyOf(dropped);
  }

  /** Of a list in which nobody refused consent. */
  public Outcome(PutResult stored, List<Rejected> rejected) {
    this(stored, rejected, List.of());
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

    static Rejected erased(int index) {
      return new Rejected(
          index,
          "timestamp: the user was erased after this time; send what happens later alone",
          ERASED);
    }
  }

  /** Whether there was any entry that is kept, or dropped by right. */
  public boolean hasValid() {
    return stored.stored() + stored.duplicates() + stored.unacknowledged() + dropped.size() > 0;
  }

  /** Whether there was any that is whole, but must not be kept. */
  public boolean hasUnkept() {
    return dropped.size() + stored.erased().size() > 0;
  }
}
